import type { Measured } from './bench-case.js';
import { median, spread } from './statistics.js';

/** One run of one side. */
export interface Run {
  readonly perSecond: number;
  /** Undefined where the system does not tell it. */
  readonly cpuMicrosecondsPerRequest: number | undefined;
}

export interface Contest {
  readonly rounds: number;
  readonly ours: () => Promise<Run>;
  readonly baseline: () => Promise<Run>;
  readonly progress: (text: string) => void;
}

interface Runs {
  readonly ours: Run[];
  readonly baseline: Run[];
}

const sideNames = ['ours', 'baseline'] as const;

function describe(round: number, { rounds }: Contest, runs: Runs): string {
  const rates = sideNames.map((side) => `${side} ${Math.round(runs[side].at(-1)?.perSecond ?? 0)}/s`);
  return `round ${round} of ${rounds}: ${rates.join(', ')}`;
}

/** Medians, their spread, and the CPU time where both sides tell it. */
function summarize(runs: Runs): Measured {
  const of = (summary: (values: number[]) => number, values: (run: Run) => number) => ({
    ours: summary(runs.ours.map(values)),
    baseline: summary(runs.baseline.map(values)),
  });
  const cpu = of(median, (run) => run.cpuMicrosecondsPerRequest ?? Number.NaN);
  const rates = of(median, (run) => run.perSecond);
  const knowsCpu = !Number.isNaN(cpu.ours + cpu.baseline);
  return {
    ...rates,
    spread: of(spread, (run) => run.perSecond),
    ...(knowsCpu ? { cpuMicrosecondsPerRequest: cpu } : {}),
  };
}

/**
 * Runs both sides in every round, one after the other, so that noise which comes and goes meets both; who begins changes
 * with the round.
 */
export async function alternate(contest: Contest): Promise<Measured> {
  const runs: Runs = { ours: [], baseline: [] };
  for (let round = 1; round <= contest.rounds; round += 1) {
    const order = round % 2 === 1 ? sideNames : sideNames.toReversed();
    for (const side of order) runs[side].push(await contest[side]());
    contest.progress(describe(round, contest, runs));
  }
  return summarize(runs);
}
