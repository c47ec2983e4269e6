import type { ChallengeRecord } from '@otpost/core/records';
import type { Metrics } from '@otpost/process/metric-catalogue';

type Counters = Pick<Metrics, 'challengesEnded' | 'conversions'>;
type Ended = Pick<ChallengeRecord, 'channel' | 'status' | 'country'>;

/** Conversions are counted where money is spent: an SMS country that never converts is being pumped. */
export function countEnded(metrics: Counters, { channel, status, country }: Ended): void {
  metrics.challengesEnded.inc({ channel, status });
  if (country === null) return;
  const isApproved = status === 'approved';
  metrics.conversions.inc({ country, approved: String(isApproved) });
  // A query divides one by the other: without this a country of which no code is ever typed would have no share at all.
  metrics.conversions.inc({ country, approved: String(!isApproved) }, 0);
}
