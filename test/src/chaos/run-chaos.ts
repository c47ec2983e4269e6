import type { ChaosCase } from './chaos-case.js';
import { type ChaosHouse, startChaosHouse } from './chaos-house.js';
import { type FinishedCase, judgeCase, runCase } from './run-case.js';
import { untilAllEnded } from './until-all-ended.js';

export interface ChaosRun {
  readonly cases: readonly ChaosCase[];
  readonly seed: number;
  readonly createsPerSecond: number;
  /** False: what has not ended by then is not waited for. */
  readonly waitsForEnds: boolean;
  /** Told after each case, before the last look at all of them. */
  readonly onCase: (finished: FinishedCase) => void;
}

const apis = 2;
const workers = 2;
/** Two sources for each case, so that how often one is asked does not change the other. */
const seedsPerCase = 2;

async function judgeAgain(chaos: ChaosHouse, finished: FinishedCase): Promise<FinishedCase> {
  const late = await judgeCase(chaos, finished);
  return { ...finished, faults: [...new Set([...finished.faults, ...late])] };
}

/** Runs the cases in a house of their own, one after the other, and judges each of them twice: at once, and when all has ended. */
export async function runChaos(run: ChaosRun): Promise<FinishedCase[]> {
  const chaos = await startChaosHouse({ apis, workers });
  try {
    const finished: FinishedCase[] = [];
    for (const [index, one] of run.cases.entries()) {
      const seed = run.seed + index * seedsPerCase;
      finished.push(await runCase(chaos, one, { seed, createsPerSecond: run.createsPerSecond }));
      run.onCase(finished.at(-1)!);
    }
    const remembered = finished.flatMap((own) =>
      own.accepted.filter((one) => own.emptiedAt === null || one.askedAt > own.emptiedAt),
    );
    if (run.waitsForEnds) await untilAllEnded(chaos, remembered);
    const judged: FinishedCase[] = [];
    for (const own of finished) judged.push(await judgeAgain(chaos, own));
    return judged;
  } finally {
    await chaos.end();
  }
}
