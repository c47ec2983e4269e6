import type { ChallengeStatus } from './challenge/challenge-states.js';
import type { DeliveryStatus } from './delivery/delivery-states.js';
import type { TallyStep } from './overview/tally-steps.js';
import type { ChallengeChannel, Setting } from './records.js';

/** What was counted of the codes of one channel that went by one provider, to one country, for one application, or of all. */
export interface TallyGroup {
  readonly channel: ChallengeChannel;
  readonly by: 'all' | 'provider' | 'country' | 'application';
  /** Empty for `all`. */
  readonly value: string;
  readonly challenges: Readonly<Partial<Record<ChallengeStatus, number>>>;
  readonly deliveries: Readonly<Partial<Record<DeliveryStatus, number>>>;
  /** Number of a bin, its count, the next bin, its count, ... */
  readonly sendTimes: readonly number[];
  readonly receiptTimes: readonly number[];
}

/** `totals` are the groups by `all`, of which many are read for a line over time; `tables` are the others. */
export type TallyPart = 'totals' | 'tables';

/** What history holds of one span of time, counted. Made from history, and made anew whenever that changes. */
export interface TallyRecord {
  readonly id: string;
  /** When it was counted; a later count wins. */
  readonly eventNumber: number;
  /** The beginning of the span. */
  readonly createdAt: number;
  readonly step: TallyStep;
  readonly part: TallyPart;
  /** Null: all applications together. */
  readonly applicationId: string | null;
  /** JSON of the groups: one text is read much faster than a tree. */
  readonly groups: string;
}

/** A minute of history that changed since it was counted. Its `createdAt` is the beginning of the minute. */
export type StaleMinuteRecord = Setting;
