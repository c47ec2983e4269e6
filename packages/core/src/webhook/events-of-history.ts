import type { Context } from '../context.js';
import { deliveryOf } from '../history/fold-delivery.js';
import type { RecordedBatch } from '../history/record-events.js';
import type { LiveEvent } from '../live-event-port.js';
import type { ChallengeRecord, DeliveryRecord } from '../records.js';
import { openExternalId } from '../user/user-profile.js';
import type { UserRecord } from '../user-records.js';
import { inParallel } from './in-parallel.js';
import type { WebhookEvent } from './owe-webhook-messages.js';
import { typeOfLiveEvent, type WebhookEventType } from './webhook-events.js';

type Reading = Pick<Context, 'store' | 'settings' | 'warn'>;

/** One that cannot be read must not keep back the events of all the others. */
function externalIdOf({ settings, warn }: Reading, user: UserRecord): string | null {
  try {
    return openExternalId(settings.current().keyring, user);
  } catch (error) {
    warn('A webhook cannot name its user, whose id cannot be read', { userId: user.id, error });
    return null;
  }
}

/** The application's own ids of the users, by ours; what is missing has been erased. */
async function readExternalIds(context: Reading, userIds: ReadonlySet<string>): Promise<Map<string, string | null>> {
  const read = await inParallel([...userIds], async (id) => {
    const user = await context.store.users.get(id);
    return [id, user ? externalIdOf(context, user) : null] as const;
  });
  return new Map(read);
}

/** What is told of a challenge, before its user has a name. */
interface Telling {
  readonly type: WebhookEventType;
  readonly challenge: ChallengeRecord;
  /** Of what it is about; undefined for the challenge alone. */
  readonly deliveryId: string | undefined;
  /** By a fallback it has a channel and an address of its own. */
  readonly delivery: DeliveryRecord | undefined;
  /** Names the event within its challenge. */
  readonly number: number | 'lost';
  readonly at: number;
  readonly reason: string | null;
}

function eventOf(telling: Telling, applicationId: string, user: string | null): WebhookEvent {
  const { type, challenge, deliveryId, delivery, number, at, reason } = telling;
  const { id, purpose } = challenge;
  const { channel, addressMasked } = delivery ?? challenge;
  const data = {
    challengeId: id,
    ...(deliveryId === undefined ? {} : { deliveryId }),
    channel,
    purpose,
    to: addressMasked || null,
    user,
    reason,
  };
  const userId = user === null ? null : challenge.userId;
  return { applicationId, userId, type, key: `${id}:${number}`, at, data };
}

/** The store is asked for users alone, and only where somebody listens. */
async function eventsOf(context: Reading, all: readonly Telling[]): Promise<WebhookEvent[]> {
  const listening = new Set(context.settings.current().webhooks.map(({ applicationId }) => applicationId));
  const heard = all.filter(({ challenge }) => listening.has(challenge.applicationId ?? ''));
  const userIds = heard.flatMap(({ challenge }) => challenge.userId ?? []);
  const externalIds = await readExternalIds(context, new Set(userIds));
  return heard.map((telling) => {
    const { applicationId, userId } = telling.challenge;
    return eventOf(telling, applicationId ?? '', externalIds.get(userId ?? '') ?? null);
  });
}

const isListening = ({ settings }: Reading): boolean => settings.current().webhooks.length > 0;

/** What applications are told of a batch that history has taken: after the state, never ahead of it. */
export async function eventsOfHistory(
  context: Reading,
  events: readonly LiveEvent[],
  { challenges, deliveries }: RecordedBatch,
): Promise<WebhookEvent[]> {
  if (!isListening(context)) return [];
  const all = events.flatMap((event): Telling[] => {
    const { id, number, at, data } = event;
    const about = deliveryOf(event);
    const delivery = deliveries.get(about ?? '');
    const type = typeOfLiveEvent(event);
    const challenge = challenges.get(id);
    if (!type || !challenge) return [];
    const reason = typeof data.reason === 'string' && data.reason !== '' ? data.reason : null;
    return [{ type, challenge, deliveryId: about, delivery, number, at, reason }];
  });
  return await eventsOf(context, all);
}

/** What is told of challenges whose time is over and which the live state has lost: they expired. */
export async function eventsOfLost(context: Reading, lost: readonly ChallengeRecord[]): Promise<WebhookEvent[]> {
  if (!isListening(context)) return [];
  const all = lost.map(
    (challenge): Telling => ({
      type: 'challenge.expired',
      challenge,
      number: 'lost',
      at: challenge.expiresAt,
      deliveryId: undefined,
      delivery: undefined,
      reason: 'lost',
    }),
  );
  return await eventsOf(context, all);
}
