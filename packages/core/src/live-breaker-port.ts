import type { OutcomeClass } from '@otpost/provider-kit/outcome';

/** Whether a provider is asked. Each has a key and a hash tag of its own; each method is one atomic step. Times as in the live port. */

/** `open`: it failed too often. `out`: its configuration is wrong, until an admin changes it. */
export type BreakerStatus = 'closed' | 'open' | 'out';

export interface ProviderError {
  readonly outcome: OutcomeClass;
  /** As it was recorded: no address, no code. */
  readonly detail: string;
  readonly at: number;
}

/** For which a probe is taken: longer than any send. */
export const probeLeaseMilliseconds = 15_000;

export interface BreakerState {
  readonly status: BreakerStatus;
  /** When it got this status; null while it never failed. */
  readonly since: number | null;
  /** The last failure of one that is not closed: from then on the wait for a probe counts. */
  readonly failedAt: number;
  /** Somebody is trying it at this time. */
  readonly isProbing: boolean;
  /** Of the last ten handovers none failed, so that another success changes nothing. */
  readonly isClean: boolean;
  /** Version of the provider's settings with which it went `out`. */
  readonly version: number | null;
  readonly lastError: ProviderError | null;
}

export interface HandoverToNote {
  readonly providerId: string;
  readonly outcome: OutcomeClass;
  readonly detail: string;
  /** Of the provider's settings. */
  readonly version: number;
  /** A success that began before the breaker opened does not close it. */
  readonly tookMilliseconds: number;
}

export interface LiveBreakers {
  /** One state for each of the ids. */
  read(providerIds: readonly string[]): Promise<ReadonlyMap<string, BreakerState>>;
  /** Called when a breaker opened or closed, in any process; losing the word costs a quarter of a second. */
  onChange(listener: () => void): void;
  /** Counts a handover, and opens or closes the breaker by it. */
  note(handover: HandoverToNote): Promise<void>;
  /** Takes the one probe that may go out at a time; false while the wait goes on or another has it. */
  takeProbe(providerId: string, waitMilliseconds: number): Promise<boolean>;
}
