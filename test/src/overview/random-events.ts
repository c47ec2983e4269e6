import { randomBytes } from 'node:crypto';
import { newLiveId } from '@otpost/core/ids';
import type { LiveEvent } from '@otpost/core/live-event-port';
import { oneOf } from '../chaos/seeded-random.js';

type Data = LiveEvent['data'];

export interface Workload {
  readonly applications: readonly string[];
  readonly providers: readonly string[];
  readonly countries: readonly string[];
}

interface Story {
  readonly random: () => number;
  readonly workload: Workload;
  readonly id: string;
  readonly createdAt: number;
  readonly events: LiveEvent[];
}

function tell({ id, events }: Story, type: string, at: number, data: Data): void {
  const number = events.length + 1;
  events.push({ position: '', id, number, type, at, data });
}

function begin(story: Story): boolean {
  const { random, workload, createdAt } = story;
  const channel = oneOf(random, ['email', 'sms', 'sms', 'totp']);
  tell(story, 'created', createdAt, {
    applicationId: oneOf(random, workload.applications),
    channel,
    kind: 'code',
    addressMasked: channel === 'sms' ? '+49*******12' : channel === 'email' ? 'a***@e***.com' : '',
    addressSealed: 'sealed',
    addressHash: 'hash',
    country: channel === 'sms' ? oneOf(random, workload.countries) : null,
    userId: null,
    purpose: 'sign-in',
    createdAt,
    expiresAt: createdAt + 600_000,
    maxChecks: 5,
  });
  return channel !== 'totp';
}

/** One send: an attempt or two, and perhaps a receipt, which may come hours later. Tells when the code was there. */
function send(story: Story, number: number, owedAt: number): number {
  const { random, workload } = story;
  let at = owedAt;
  for (const attempt of [1, 2]) {
    at += Math.floor(random() * 300);
    tell(story, 'attempt_opened', at, { send: number, attempt, delivery: 'sending' });
    at += Math.floor(random() * 9000);
    const isTaken = random() < 0.8;
    const delivery = isTaken ? 'sent' : attempt === 1 ? 'queued' : 'failed';
    const provider = oneOf(random, workload.providers);
    const outcome = isTaken ? 'accepted' : 'failover';
    tell(story, 'attempt_closed', at, { send: number, attempt, provider, outcome, delivery });
    if (isTaken) break;
  }
  return at;
}

function receive(story: Story, number: number, at: number): void {
  const delivery = oneOf(story.random, ['delivered', 'delivered', 'undelivered']);
  tell(story, 'receipt', at, { send: number, delivery, reason: null });
}

/** All that happens to one challenge. Events after its end are receipts. */
export function randomStory(random: () => number, workload: Workload, createdAt: number): LiveEvent[] {
  const shard = Math.floor(random() * 64);
  const story: Story = { random, workload, id: newLiveId('ch', shard, randomBytes), createdAt, events: [] };
  let at = createdAt;
  let sends = 0;
  if (begin(story)) {
    sends = random() < 0.2 ? 2 : 1;
    at = send(story, 1, at);
    if (sends === 2) {
      at += 30_000;
      tell(story, 'send_queued', at, { send: 2 });
      at = send(story, 2, at);
    }
  }
  at += Math.floor(random() * 200_000);
  const status = oneOf(random, ['approved', 'approved', 'approved', 'expired', 'canceled', 'max_checks_reached']);
  if (random() < 0.9) tell(story, 'challenge_ended', at, { status, reason: null });
  if (sends > 0 && random() < 0.5) receive(story, sends, at + Math.floor(random() * 7_200_000));
  return story.events;
}
