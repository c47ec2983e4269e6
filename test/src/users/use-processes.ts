import { afterAll, beforeAll, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess } from '../settings/open-test-process.js';
import { newApplication } from './challenges-of-users.js';
import type { SharedStore } from './each-store.js';

/** Processes on one store and one Redis, with an application, for a group of tests. */
export interface Processes {
  readonly context: Context;
  readonly contexts: readonly Context[];
  readonly first: TestProcess;
  readonly applicationId: string;
  /** The context of one process, by any number. */
  at(index: number): Context;
  /** A test that does nothing where this machine has no server for the store. */
  test(name: string, body: () => Promise<void>): void;
}

export interface ProcessOptions {
  readonly count?: number;
  readonly now?: () => number;
}

export function useProcesses(
  share: () => Promise<SharedStore | undefined>,
  { count = 1, now = Date.now }: ProcessOptions = {},
): Processes {
  let redis: TestRedis | undefined;
  let store: SharedStore | undefined;
  let applicationId = '';
  const opened: TestProcess[] = [];

  beforeAll(async () => {
    redis = await startTestRedis();
    store = await share();
    if (!store) return;
    while (opened.length < count) opened.push(await openTestProcess(store.open(), redis.url, { now }));
    applicationId = await newApplication(opened.map(({ context }) => context));
  });
  afterAll(async () => {
    for (const one of opened) one.stop();
    await store?.end();
    await redis?.stop();
  });

  const processAt = (index: number): TestProcess => {
    const one = opened[index % count];
    if (!one) throw new Error('The processes are opened before the first test');
    return one;
  };
  return {
    get context() {
      return processAt(0).context;
    },
    get contexts() {
      return opened.map(({ context }) => context);
    },
    get first() {
      return processAt(0);
    },
    get applicationId() {
      return applicationId;
    },
    at: (index) => processAt(index).context,
    test: (name, body) =>
      test(name, async () => {
        if (store) await body();
      }),
  };
}
