import type { SuppressionReason } from '@otpost/provider-kit/receipt';
import type { Limited, ReachedPlace } from './live-results.js';

export interface AddressPlace {
  /** 0 to 63. */
  readonly shard: number;
  /** Keyed hash of application and folded address: names the limiter. */
  readonly addressHash: string;
  /** Keyed hash of application and exact address: names the pending challenge and finds history. */
  readonly identityHash: string;
}

export interface SendLimits {
  readonly cooldownSeconds: readonly number[];
  readonly tenMinutes: number;
  readonly hour: number;
  readonly day: number;
}

export interface AddressLimits {
  readonly sendsAt: readonly number[];
  readonly failedChecks: number;
  readonly lastFailedAt: number | null;
  readonly suppressed: SuppressionReason | null;
}

export interface WindowLimit {
  readonly name: string;
  /** What is counted, hashed by the caller where it is personal. */
  readonly subject: string;
  readonly limit: number;
  readonly windowMilliseconds: number;
}

export interface SendReservation {
  readonly name: string;
  readonly sendLimits: SendLimits;
  readonly failedChecksStop: number;
}

export type ReserveResult = { readonly kind: 'reserved' } | { readonly kind: 'locked' | 'suppressed' } | Limited;

/** What one shard holds, as long as it surely forgets nothing: a restart or a failover of its server begins another life. */
export interface ShardLife {
  readonly shard: number;
  readonly life: string;
}

export interface LiveLimits {
  /** Counts one use in every window, or in none when one is full. `burst`: the application's own number in the current 10 s. */
  use(applicationId: string, windows: readonly WindowLimit[]): Promise<{ kind: 'used'; burst: number } | Limited>;
  /** Whether the application has made a challenge in the last ten seconds. */
  isActive(applicationId: string): Promise<boolean>;
  readAddress(place: AddressPlace): Promise<AddressLimits>;
  /** Counts a send to an address whose challenge lives in another shard; once for each name. */
  reserveSend(place: AddressPlace, reservation: SendReservation): Promise<ReserveResult>;
  /** Counts a failed check for an address whose challenge lives in another shard. */
  countFailure(place: ReachedPlace, failedChecksStop: number): Promise<void>;
  /** Nothing more is sent to this address, until it is allowed again. */
  suppress(place: ReachedPlace, reason: SuppressionReason): Promise<void>;
  allow(place: ReachedPlace): Promise<void>;
  /**
   * Shards for which the store must be read, since what is suppressed may be missing there: they were emptied, or began a new
   * life, since they were noted. One whose server is away is told of when it is back.
   */
  unrestoredShards(): Promise<readonly ShardLife[]>;
  /** All that is suppressed was written to these. */
  noteRestored(restored: readonly ShardLife[]): Promise<void>;
  /** Forgets failed checks and sends of an address. */
  releaseAddress(place: AddressPlace): Promise<void>;
  /** Forgets failed checks alone: the user of this address has succeeded with another factor. */
  forgetFailures(place: ReachedPlace): Promise<void>;
}
