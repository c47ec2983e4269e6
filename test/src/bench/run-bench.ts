import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchCase } from './bench-case.js';
import { type BenchResult, judge } from './bench-result.js';
import type { BenchSize } from './bench-size.js';
import { createBenchTools } from './bench-tools.js';
import { describeMachine, type Machine } from './machine.js';
import { createStage, type Stage } from './processes/stage.js';

export interface BenchReport {
  readonly machine: Machine;
  readonly rounds: number;
  readonly results: readonly BenchResult[];
}

export interface BenchRun {
  readonly cases: readonly BenchCase[];
  readonly rounds: number;
  readonly size: BenchSize;
  readonly progress: (text: string) => void;
}

export interface FinishedBench {
  readonly report: BenchReport;
  /** Cases that could not run, and why. */
  readonly failures: readonly { readonly case: string; readonly error: unknown }[];
}

export interface Bench {
  readonly finished: Promise<FinishedBench>;
  /** Ends everything that runs now; what was being measured fails. */
  stop(): Promise<void>;
}

/** What runs now; shared by the run and by whoever stops it. */
interface Progress {
  stage: Stage;
  stopped: boolean;
}

async function runCase(one: BenchCase, run: BenchRun, stage: Stage, directory: string): Promise<BenchResult> {
  await mkdir(directory);
  const progress = (text: string): void => run.progress(`${one.name}: ${text}`);
  const { rounds, size } = run;
  try {
    return judge(one, await one.run(createBenchTools({ rounds, size, stage, directory, progress })));
  } finally {
    await stage.clear();
  }
}

async function runCases(run: BenchRun, now: Progress, directory: string): Promise<FinishedBench> {
  const results: BenchResult[] = [];
  const failures: { case: string; error: unknown }[] = [];
  try {
    for (const one of run.cases) {
      if (now.stopped) break;
      now.stage = createStage();
      try {
        results.push(await runCase(one, run, now.stage, join(directory, one.name)));
      } catch (error) {
        failures.push({ case: one.name, error });
        run.progress(`${one.name}: could not run`);
      }
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
  return { report: { machine: describeMachine(), rounds: run.rounds, results }, failures };
}

/** Runs the cases one after the other, each with servers of its own in a directory that is gone afterwards. */
export async function startBench(run: BenchRun): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-bench-'));
  const now: Progress = { stage: createStage(), stopped: false };
  const finished = runCases(run, now, directory);
  return {
    finished,
    stop: async () => {
      now.stopped = true;
      await now.stage.clear();
      await finished;
    },
  };
}
