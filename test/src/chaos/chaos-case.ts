import type { Accepted } from './accepted.js';
import type { ChaosHouse } from './chaos-house.js';
import type { Load } from './run-load.js';

/** What a case may use. It leaves everything mended, and throws when a process does not do what it must. */
export interface CaseStage extends ChaosHouse {
  readonly random: () => number;
  /** Ids of the challenges that this case's load has begun, oldest first. */
  readonly begun: readonly string[];
  /** To be called for what the case itself was given, beside the load: it is judged as well. */
  readonly noteAccepted: (one: Accepted) => void;
  /** To be called when Redis has lost everything by the hand of the case. */
  readonly noteEmptied: () => void;
}

export interface ChaosCase {
  readonly name: string;
  /** Of the fault matrix that the guide shows: M1 to M37. */
  readonly rows: readonly string[];
  /** What is done, in a few words. */
  readonly what: string;
  /** It sets limits to processes, which not every system can. */
  readonly limitsProcesses?: true;
  /** Where it differs from the usual load: both channels, all common plans that end soon. */
  readonly load?: Partial<Pick<Load, 'channels' | 'plans'>>;
  /** Runs beside the load, which ends a little later. */
  readonly run: (stage: CaseStage) => Promise<void>;
}
