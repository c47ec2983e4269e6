import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../command.js';
import { openLog, rotateLog } from './child-log.js';
import { endProcess } from './end-process.js';
import { followLog, lastLines } from './follow-log.js';
import { identifyProcess } from './process-identity.js';

const firstPauseMilliseconds = 100;
const longestPauseMilliseconds = 5_000;
/** One that lived so long has started well: the next pause is short again. */
const livedWellMilliseconds = 10_000;
/** Deaths before the first readiness: a mistake in the set-up, which no further try mends. */
const hopelessDeaths = 3;

export interface ChildPlan {
  /** `api-1`; also the name of its log. */
  readonly name: string;
  /** Starts the process with its output into the file. */
  readonly launch: (log: number) => ChildProcess;
  readonly isReadyLine: (line: string) => boolean;
}

export interface ChildSurroundings {
  readonly logDirectory: string;
  /** Called at once when a process was started or has ended. */
  readonly onChange: () => void;
  readonly onLine: (line: string) => void;
  /** Tells a person that the child died and comes again. */
  readonly onDeath: (sentence: string) => void;
}

export interface KeptChild {
  readonly name: string;
  /** Undefined while none runs. */
  readonly pid: () => number | undefined;
  /** Resolves when it is ready for the first time; rejects with a CommandError when it never will be. */
  readonly ready: Promise<void>;
  /** Ends it for good. */
  readonly stop: (graceMilliseconds: number) => Promise<void>;
}

function deathSentence(name: string, child: ChildProcess): string {
  return `${name} ended (${child.signalCode ?? `exit code ${child.exitCode}`})`;
}

/** Runs a child and starts it again whenever it dies, after a growing pause. */
export function keepChild(plan: ChildPlan, surroundings: ChildSurroundings): KeptChild {
  const { name } = plan;
  const logPath = `${surroundings.logDirectory}/${name}.log`;
  const stopping = new AbortController();
  let isReady = false;
  let child: ChildProcess | undefined;
  let tellReady: () => void;
  let tellHopeless: (error: unknown) => void;
  const ready = new Promise<void>((resolve, reject) => {
    [tellReady, tellHopeless] = [resolve, reject];
  });

  const readLine = (line: string): void => {
    if (!isReady && plan.isReadyLine(line)) {
      isReady = true;
      tellReady();
    }
    surroundings.onLine(line);
  };

  const liveOnce = async (): Promise<string> => {
    const log = openLog(logPath);
    const follower = followLog(logPath, readLine);
    const running = plan.launch(log);
    child = running;
    closeSync(log);
    surroundings.onChange();
    try {
      if (running.exitCode === null && running.signalCode === null) await once(running, 'exit');
    } finally {
      child = undefined;
      follower.close();
      surroundings.onChange();
    }
    return deathSentence(name, running);
  };

  const live = async (): Promise<void> => {
    rotateLog(logPath);
    let pauseMilliseconds = firstPauseMilliseconds;
    for (let deaths = 1; !stopping.signal.aborted; deaths += 1) {
      const startedAt = Date.now();
      const sentence = await liveOnce();
      if (stopping.signal.aborted) return;
      if (!isReady && deaths >= hopelessDeaths) {
        throw new CommandError(`${sentence} before it was ready. The end of ${logPath}:\n\n${lastLines(logPath, 15)}`);
      }
      if (Date.now() - startedAt > livedWellMilliseconds) pauseMilliseconds = firstPauseMilliseconds;
      surroundings.onDeath(`${sentence}; starting it again in ${pauseMilliseconds} ms`);
      await sleep(pauseMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
      pauseMilliseconds = Math.min(pauseMilliseconds * 2, longestPauseMilliseconds);
    }
  };
  const life = live().catch((error: unknown) => tellHopeless(error));

  return {
    name,
    pid: () => child?.pid,
    ready,
    async stop(graceMilliseconds) {
      stopping.abort();
      const identity = child?.pid === undefined ? undefined : identifyProcess(child.pid);
      if (identity) await endProcess(identity, graceMilliseconds);
      await life;
    },
  };
}
