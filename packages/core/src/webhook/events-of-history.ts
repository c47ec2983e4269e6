import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { LiveEvent } from '../live-port.js';
import type { ChallengeRecord } from '../records.js';
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

interface Telling {
  readonly event: LiveEvent;
  readonly type: WebhookEventType;
  readonly challenge: ChallengeRecord;
  readonly applicationId: string;
}

function toldOf({ event, type, challenge, applicationId }: Telling, user: string | null): WebhookEvent {
  const { channel, purpose, addressMasked } = challenge;
  const { send, reason } = event.data;
  const data = {
    challengeId: event.id,
    ...(typeof send === 'number' ? { deliveryId: deliveryId(event.id, send) } : {}),
    channel,
    purpose,
    to: addressMasked || null,
    user,
    reason: typeof reason === 'string' && reason !== '' ? reason : null,
  };
  const userId = user === null ? null : challenge.userId;
  return { applicationId, userId, type, key: `${event.id}:${event.number}`, at: event.at, data };
}

/**
 * What applications are told of a batch that history has taken: after the state, never ahead of it. The store is asked for
 * users alone, and only where somebody listens.
 */
export async function eventsOfHistory(
  context: Reading,
  events: readonly LiveEvent[],
  challenges: ReadonlyMap<string, ChallengeRecord>,
): Promise<WebhookEvent[]> {
  const listening = new Set(context.settings.current().webhooks.map(({ applicationId }) => applicationId));
  if (listening.size === 0) return [];
  const telling = events.flatMap((event): Telling[] => {
    const type = typeOfLiveEvent(event);
    const challenge = challenges.get(event.id);
    const applicationId = challenge?.applicationId ?? null;
    if (!type || !challenge || applicationId === null || !listening.has(applicationId)) return [];
    return [{ event, type, challenge, applicationId }];
  });
  const userIds = telling.flatMap(({ challenge }) => challenge.userId ?? []);
  const externalIds = await readExternalIds(context, new Set(userIds));
  return telling.map((one) => toldOf(one, externalIds.get(one.challenge.userId ?? '') ?? null));
}
