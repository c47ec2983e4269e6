import { CommandError } from '../command.js';
import type { DevPids } from './dev-file.js';
import { createEcho } from './echo-warnings.js';
import { type ChildPlan, type KeptChild, keepChild } from './keep-child.js';

/** In this order they are stopped: nobody loses a part that it still needs. */
export type Role = 'example' | 'api' | 'worker' | 'inbox' | 'redis';
const stopOrder: readonly Role[] = ['example', 'api', 'worker', 'inbox', 'redis'];

const graceMilliseconds: Readonly<Record<Role, number>> = {
  example: 1_000,
  api: 10_000,
  worker: 10_000,
  inbox: 1_000,
  redis: 10_000,
};

export interface CrewSurroundings {
  readonly logDirectory: string;
  readonly print: (text: string) => void;
  /** Called at once when a process was started or has ended. */
  readonly onChange: () => void;
}

export interface Crew {
  /** Starts one child and resolves when it is ready. */
  readonly start: (role: Role, plan: ChildPlan) => Promise<void>;
  readonly pids: () => number[];
  readonly devPids: () => DevPids;
  /** Gracefully and in order. */
  readonly stop: () => Promise<void>;
  /** At once, for the one who cannot wait. */
  readonly kill: () => Promise<void>;
}

/** The processes that one supervisor runs. */
export function gatherCrew({ logDirectory, print, onChange }: CrewSurroundings): Crew {
  const members: { readonly role: Role; readonly child: KeptChild }[] = [];
  const ofRole = (role: Role): KeptChild[] =>
    members.filter((member) => member.role === role).map(({ child }) => child);
  const pidsOf = (role: Role): number[] =>
    ofRole(role)
      .map((child) => child.pid())
      .filter((pid) => pid !== undefined);

  let isStopping = false;

  return {
    async start(role, plan) {
      if (isStopping) throw new CommandError('Otpost is being stopped.');
      const child = keepChild(plan, {
        logDirectory,
        onChange,
        onDeath: print,
        // Neither writes JSON; the warnings of Redis at its start are for administrators of machines.
        onLine: role === 'redis' || role === 'example' ? () => undefined : createEcho(plan.name, print, Date.now),
      });
      members.push({ role, child });
      await child.ready;
    },
    pids: () => stopOrder.flatMap(pidsOf),
    devPids: () => ({
      api: pidsOf('api'),
      workers: pidsOf('worker'),
      redis: pidsOf('redis')[0] ?? null,
      inbox: pidsOf('inbox')[0] ?? null,
    }),
    async stop() {
      isStopping = true;
      for (const role of stopOrder) {
        await Promise.all(ofRole(role).map((child) => child.stop(graceMilliseconds[role])));
      }
    },
    async kill() {
      isStopping = true;
      await Promise.all(members.map(({ child }) => child.stop(0)));
    },
  };
}
