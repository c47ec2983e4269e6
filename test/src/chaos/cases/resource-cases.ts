import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../servers/eventually.js';
import type { ChaosCase } from '../chaos-case.js';
import { untilHealed } from '../heal.js';
import { startIdleFlood } from '../idle-flood.js';
import { resetAtOnce } from './redis-cases.js';

/** A process at rest has about forty. */
const descriptors = { api: 64, worker: 48 } as const;
const idleConnections = 100;

const descriptorsExhausted: ChaosCase = {
  name: 'descriptors-exhausted',
  rows: ['M33'],
  limitsProcesses: true,
  what: 'each API may open 64 files, each worker 48, while a hundred idle connections take what is left and those to Redis are reset',
  run: async (stage) => {
    const { apis, workers } = stage.house;
    for (const api of apis) api.limitDescriptors(descriptors.api);
    for (const worker of workers) worker.limitDescriptors(descriptors.worker);
    const floods = apis.map((api) => startIdleFlood(Number(new URL(api.url()).port), idleConnections));
    try {
      await eventually('no API takes a connection', () => floods.every((flood) => flood.refused() > idleConnections));
      await resetAtOnce(stage.redisProxy);
      await sleep(2500);
      for (const flood of floods) flood.end();
      if ((await untilHealed(stage)) === undefined) throw new Error('With few descriptors it does not work again');
    } finally {
      for (const flood of floods) flood.end();
      for (const each of [...apis, ...workers]) each.limitDescriptors(null);
    }
  },
};

export const resourceCases = { descriptorsExhausted };
