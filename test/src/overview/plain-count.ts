import type { FiguresView } from '@otpost/core/overview/overview-schemas';
import { binOf, longestOf } from '@otpost/core/overview/time-bins';
import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';

/** The figures by looking at every record, in the plainest way. */

/** By nearest rank, then as far off as bins are. */
function within(times: readonly number[], share: number): number {
  const ordered = times.toSorted((one, other) => one - other);
  return longestOf(binOf(ordered[Math.ceil(ordered.length * share) - 1] ?? 0));
}

function timesOf(times: readonly number[]): FiguresView['timeToDeliver'] {
  return times.length === 0 ? null : { p50: within(times, 0.5), p95: within(times, 0.95) };
}

export function plainFigures(
  challenges: readonly ChallengeRecord[],
  deliveries: readonly DeliveryRecord[],
  milliseconds: number,
): FiguresView {
  const ended = challenges.filter(({ status }) => status !== 'pending').length;
  const approved = challenges.filter(({ status }) => status === 'approved').length;
  const statuses = new Set(deliveries.map(({ status }) => status));
  const sent = deliveries.flatMap(({ sentAt, createdAt }) => (sentAt === null ? [] : [sentAt - createdAt]));
  const received = deliveries.filter(({ status }) => status === 'delivered');
  return {
    codes: deliveries.length,
    codesPerMinute: Math.round((deliveries.length / Math.max(1, milliseconds / 60_000)) * 100) / 100,
    challenges: challenges.length,
    approved,
    ended,
    conversion: ended === 0 ? null : approved / ended,
    deliveries: Object.fromEntries(
      [...statuses].map((status) => [status, deliveries.filter((delivery) => delivery.status === status).length]),
    ),
    timeToDeliver: timesOf(sent),
    timeToReceipt: timesOf(received.map(({ endedAt, createdAt }) => (endedAt ?? 0) - createdAt)),
  };
}
