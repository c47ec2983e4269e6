import type { BenchTools } from './bench-tools.js';

/** What a case promises: of its ratio to the baseline, or of its own figure. */
export type Target = { readonly ratioAtLeast: number } | { readonly atMost: number };

/** Medians over the rounds of one figure, ours and the baseline's. */
export interface Sides {
  readonly ours: number;
  readonly baseline: number;
}

/** A second figure of the same case, with a target of its own. */
export interface FurtherFigure {
  readonly measure: string;
  readonly ours: number;
  readonly unit: string;
  readonly atMost: number;
}

export interface Measured {
  readonly ours: number;
  /** Null where there is nothing to stand beside. */
  readonly baseline: number | null;
  /** Of the serving process, threads included; left out where the system does not tell it. */
  readonly cpuMicrosecondsPerRequest?: Sides;
  /** (highest - lowest) / median over the rounds: what the machine's noise may have done. */
  readonly spread?: Sides;
  readonly further?: readonly FurtherFigure[];
}

export interface BenchCase {
  readonly name: string;
  /** What it measures, in one line for the report. */
  readonly title: string;
  readonly unit: string;
  readonly target: Target;
  /** Runs only when it is named. */
  readonly isLong?: boolean;
  /** Measures once over all rounds. What it starts is given to `tools.stage` and ends with the case. */
  readonly run: (tools: BenchTools) => Promise<Measured>;
}
