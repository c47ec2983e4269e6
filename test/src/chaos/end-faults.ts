import { type ChallengeHistory, historyFaults, storyOf } from '../servers/history-faults.js';
import type { Accepted } from './accepted.js';
import { type Evidence, isForgotten } from './evidence.js';

/** DESIGN section 9: no accepted challenge without an end within its life plus 60 s. */
const graceMilliseconds = 60_000;
/** What Redis lost is found by a worker that looks once a minute, when that time is over. */
const lostLookMilliseconds = 75_000;
/** A message under way when its challenge ends has the time of its attempt, and the recorder a little more. */
const recordMilliseconds = 30_000;

/** The last moment at which this challenge may still be open. */
export function lastMoment(
  { lifeSeconds }: Pick<Evidence, 'lifeSeconds'>,
  { askedAt }: Pick<Accepted, 'askedAt'>,
): number {
  return askedAt + lifeSeconds * 1000 + graceMilliseconds;
}

/** Went out, or says why it did not. */
function isLost({ deliveries }: ChallengeHistory, messageCount: number): boolean {
  if (messageCount > 0) return false;
  const last = deliveries.at(-1);
  const says = last?.reason ?? last?.attempts.at(-1)?.detail ?? null;
  return says === null;
}

function faultsOfEnded(evidence: Evidence, one: Accepted, own: ChallengeHistory): string[] {
  const { status, createdAt, endedAt } = own.challenge;
  const late = (endedAt ?? Infinity) - createdAt > evidence.lifeSeconds * 1000 + graceMilliseconds;
  return [
    ...(late ? ['ended too late'] : []),
    ...historyFaults(own),
    ...(one.approvals > 0 && status !== 'approved' ? [`was told as approved and is ${status}`] : []),
    ...(one.canceled && status !== 'canceled' ? [`was told as canceled and is ${status}`] : []),
    ...(isLost(own, evidence.messages.get(one.id)?.length ?? 0) ? ['was not sent and does not say why'] : []),
  ];
}

/** Of a challenge that Redis has lost by our own hand: history keeps what was recorded, and ends it in its time. */
function faultsOfForgotten(evidence: Evidence, one: Accepted, own: ChallengeHistory | undefined): string[] {
  const isDue = evidence.now > lastMoment(evidence, one) + lostLookMilliseconds;
  return isDue && own?.challenge.status === 'pending' ? ['was lost with Redis and never ended'] : [];
}

function faultsOf(evidence: Evidence, one: Accepted): string[] {
  const own = evidence.history.get(one.id);
  if (isForgotten(evidence, one)) return faultsOfForgotten(evidence, one, own);
  const isDue = evidence.now > lastMoment(evidence, one) + recordMilliseconds;
  if (!own) return isDue ? ['is not in history'] : [];
  if (own.challenge.status === 'pending') return isDue ? [`never ended: ${storyOf(own)}`] : [];
  // What has ended may still be told.
  const isTold = isDue || evidence.now > (own.challenge.endedAt ?? Infinity) + recordMilliseconds;
  return isTold ? faultsOfEnded(evidence, one, own).map((fault) => `${fault}: ${storyOf(own)}`) : [];
}

/** Challenges without an end in their time, lost ones, and those whose history tells another story than their answers. */
export function endFaults(evidence: Evidence): string[] {
  return evidence.accepted.flatMap((one) => faultsOf(evidence, one).map((fault) => `${one.id} ${fault}`));
}
