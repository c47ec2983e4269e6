import { join } from 'node:path';
import type { BenchSize } from './bench-size.js';
import { benchProgram } from './house.js';
import { type Installation, openInstallation } from './installation/open-installation.js';
import { type LoadGenerator, startLoadGenerator } from './load/load-generator.js';
import { type BenchRedis, startBenchRedis } from './processes/bench-redis.js';
import type { Stage } from './processes/stage.js';
import { type RunningProgram, startProgram } from './processes/start-program.js';
import { type MailSink, startMailSink } from './sink/mail-sink.js';

/** What a case works with. Everything that it starts here ends with the case. */
export interface BenchTools {
  readonly rounds: number;
  readonly size: BenchSize;
  readonly stage: Stage;
  /** Of this case alone; gone when it ends. */
  readonly directory: string;
  /** One line for whoever waits. */
  readonly progress: (text: string) => void;
  startRedis(settings?: readonly string[]): Promise<BenchRedis>;
  startLoad(): LoadGenerator;
  startSink(): Promise<MailSink>;
  install(redisUrl: string, smtpPort: number): Promise<Installation>;
  /** A baseline: `bare-api`, with the words after it. */
  startBaseline(name: string, ...words: readonly string[]): Promise<RunningProgram>;
}

export interface BenchToolsOptions {
  readonly rounds: number;
  readonly size: BenchSize;
  readonly stage: Stage;
  /** For this case alone; must exist. */
  readonly directory: string;
  readonly progress: (text: string) => void;
}

export function createBenchTools({ rounds, size, stage, directory, progress }: BenchToolsOptions): BenchTools {
  let started = 0;
  const newPath = (name: string): string => {
    started += 1;
    return join(directory, `${name}-${started}`);
  };
  return {
    rounds,
    size,
    stage,
    directory,
    progress,
    startRedis: async (settings = []) => stage.keep(await startBenchRedis({ directory: newPath('redis'), settings })),
    startLoad: () => stage.keep(startLoadGenerator()),
    startSink: async () => stage.keep(await startMailSink()),
    install: (redisUrl, smtpPort) =>
      openInstallation({ directory: newPath('installation'), redisUrl, smtpPort, stage }),
    startBaseline: async (name, ...words) =>
      stage.keep(
        await startProgram({
          path: benchProgram(`baselines/${name}`),
          programArguments: words,
          environment: {},
          logPath: newPath(name),
        }),
      ),
  };
}
