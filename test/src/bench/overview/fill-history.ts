import { randomBytes } from 'node:crypto';
import { deliveryId, newLiveId } from '@otpost/core/ids';
import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';
import type { Store } from '@otpost/core/store-port';
import { oneOf, seededRandom } from '../../chaos/seeded-random.js';

const recordsPerWrite = 1000;
const shards = 64;
const lifeMilliseconds = 600_000;
const countries = ['DE', 'US', 'JP', 'BR', 'SI', 'FR', 'GB', 'IN', 'ES', 'IT', 'PL', 'NL', 'AT', 'CH', 'SE', 'MX'];

interface Told {
  readonly challenge: ChallengeRecord;
  readonly delivery: DeliveryRecord;
}

/** One code that was sent, received and approved, or not, as the recorder would have left it. */
function tell(random: () => number, createdAt: number): Told {
  const id = newLiveId('ch', Math.floor(random() * shards), randomBytes);
  const channel = oneOf(random, ['email', 'sms'] as const);
  const provider = oneOf(random, channel === 'email' ? ['prv_mail_1', 'prv_mail_2'] : ['prv_text_1', 'prv_text_2']);
  const sentAt = createdAt + Math.floor(20 + random() * random() * 4000);
  const endedAt = sentAt + Math.floor(random() * 90_000);
  const status = random() < 0.8 ? 'approved' : 'expired';
  const delivery = channel === 'sms' && random() < 0.9 ? 'delivered' : 'sent';
  const common = {
    applicationId: oneOf(random, ['app_one', 'app_two', 'app_three']),
    channel,
    addressMasked: channel === 'sms' ? '+49*****12' : 'a***@e***.com',
    addressSealed: null,
    addressHash: null,
    country: channel === 'sms' ? oneOf(random, countries) : null,
    createdAt,
    endedAt,
    reason: null,
  };
  const closed = { send: 1, attempt: 1, provider, outcome: 'accepted', delivery: 'sent' };
  const events = [
    { number: 1, type: 'created', at: createdAt, data: {} },
    { number: 2, type: 'attempt_opened', at: createdAt + 5, data: { send: 1, attempt: 1 } },
    { number: 3, type: 'attempt_closed', at: sentAt, data: closed },
    { number: 4, type: 'challenge_ended', at: endedAt, data: { status } },
  ];
  const attempt = { number: 1, provider, openedAt: createdAt + 5, closedAt: sentAt, outcome: 'accepted', detail: null };
  return {
    challenge: {
      ...common,
      id,
      eventNumber: events.length,
      status,
      events,
      userId: null,
      purpose: 'sign-in',
      expiresAt: createdAt + lifeMilliseconds,
      checks: 1,
      maxChecks: 5,
      sends: 1,
      bindingSealed: null,
      metadataSealed: null,
    },
    delivery: {
      ...common,
      id: deliveryId(id, 1),
      eventNumber: events.length,
      kind: 'code',
      ownerId: id,
      send: 1,
      status: delivery,
      provider,
      providerMessageId: null,
      attempts: [{ ...attempt, providerCode: null, providerMessageId: null }],
      sentAt,
    },
  };
}

/** Writes so many challenges, each with its delivery, evenly over the time until now. */
export async function fillHistory(
  store: Store,
  count: number,
  now: number,
  milliseconds: number,
  progress: (text: string) => void,
): Promise<void> {
  const random = seededRandom(count);
  for (let first = 0; first < count; first += recordsPerWrite) {
    const told = Array.from({ length: Math.min(recordsPerWrite, count - first) }, (_, place) =>
      tell(random, Math.floor(now - milliseconds * (1 - (first + place) / count))),
    );
    await store.challenges.saveNewer(told.map(({ challenge }) => challenge));
    await store.deliveries.saveNewer(told.map(({ delivery }) => delivery));
    if (first % 100_000 === 0) progress(`${first} of ${count} deliveries are written`);
  }
}
