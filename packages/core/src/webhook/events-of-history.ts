import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { LiveEvent } from '../live-port.js';
import type { ChallengeRecord } from '../records.js';
import { openExternalId } from '../user/user-profile.js';
import type { WebhookEvent } from './owe-webhook-messages.js';
import { typeOfLiveEvent } from './webhook-events.js';

type Reading = Pick<Context, 'store' | 'settings'>;

/** The application's own id of the user; null for a challenge by address, and for a user who is gone. */
async function userOf({ store, settings }: Reading, { userId }: ChallengeRecord): Promise<string | null> {
  const user = userId === null ? undefined : await store.users.get(userId);
  return user ? openExternalId(settings.current().keyring, user) : null;
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
  const told: WebhookEvent[] = [];
  for (const event of events) {
    const type = typeOfLiveEvent(event);
    const challenge = challenges.get(event.id);
    const { applicationId = null } = challenge ?? {};
    if (!type || !challenge || applicationId === null || !listening.has(applicationId)) continue;
    const { channel, purpose, addressMasked } = challenge;
    const send = event.data.send;
    const ofDelivery = typeof send === 'number' ? { deliveryId: deliveryId(event.id, send) } : {};
    const reason = typeof event.data.reason === 'string' && event.data.reason !== '' ? event.data.reason : null;
    const data = {
      challengeId: event.id,
      ...ofDelivery,
      channel,
      purpose,
      to: addressMasked || null,
      user: await userOf(context, challenge),
      reason,
    };
    told.push({ applicationId, type, key: `${event.id}:${event.number}`, at: event.at, data });
  }
  return told;
}
