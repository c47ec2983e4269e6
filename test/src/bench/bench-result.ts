import type { BenchCase, Measured, Sides } from './bench-case.js';

export interface FurtherResult {
  readonly measure: string;
  readonly ours: number;
  readonly unit: string;
  readonly target: number;
  readonly met: boolean;
}

/** One line of the report, as `--json` prints it. */
export interface BenchResult {
  readonly case: string;
  readonly ours: number;
  readonly baseline: number | null;
  /** Ours to the baseline, of the medians; null without a baseline. */
  readonly ratio: number | null;
  readonly unit: string;
  /** The least ratio where there is a baseline, else the most that `ours` may be. */
  readonly target: number;
  /** Whether every target of the case is met. */
  readonly met: boolean;
  readonly cpuMicrosecondsPerRequest?: Sides;
  readonly spread?: Sides;
  readonly further?: readonly FurtherResult[];
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}

function roundSides({ ours, baseline }: Sides): Sides {
  return { ours: round(ours), baseline: round(baseline) };
}

function furtherResults({ further = [] }: Measured): FurtherResult[] {
  return further.map(({ measure, ours, unit, atMost }) => ({
    measure,
    ours: round(ours),
    unit,
    target: atMost,
    met: ours <= atMost,
  }));
}

/** Holds what was measured against the target of its case. */
export function judge(
  { name, unit, target }: Pick<BenchCase, 'name' | 'unit' | 'target'>,
  measured: Measured,
): BenchResult {
  const { ours, baseline, cpuMicrosecondsPerRequest, spread } = measured;
  const ratio = baseline === null ? null : ours / baseline;
  const ownMet = 'atMost' in target ? ours <= target.atMost : ratio !== null && ratio >= target.ratioAtLeast;
  const further = furtherResults(measured);
  return {
    case: name,
    ours: round(ours),
    baseline: baseline === null ? null : round(baseline),
    ratio: ratio === null ? null : round(ratio),
    unit,
    target: 'atMost' in target ? target.atMost : target.ratioAtLeast,
    met: ownMet && further.every(({ met }) => met),
    ...(cpuMicrosecondsPerRequest ? { cpuMicrosecondsPerRequest: roundSides(cpuMicrosecondsPerRequest) } : {}),
    ...(spread ? { spread: roundSides(spread) } : {}),
    ...(further.length > 0 ? { further } : {}),
  };
}
