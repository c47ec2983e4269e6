import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../servers/eventually.js';
import type { ChaosCase } from '../chaos-case.js';
import { healFaults, untilHealed } from '../heal.js';
import { startIdleFlood } from '../idle-flood.js';
import { resetAtOnce } from './redis-cases.js';

/** Beside those that it has, which hold what the cases before have left, such as connections of the load. */
const descriptors = { api: 24, worker: 8 } as const;
const idleConnections = 100;

const descriptorsExhausted: ChaosCase = {
  name: 'descriptors-exhausted',
  rows: ['M33'],
  limitsProcesses: true,
  what: 'each API may open 24 files more and each worker 8, while a hundred idle connections take all of them and those to Redis are reset',
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
      const [fault] = healFaults(await untilHealed(stage));
      if (fault !== undefined) throw new Error(`With few descriptors ${fault}`);
    } finally {
      for (const flood of floods) flood.end();
      for (const each of [...apis, ...workers]) each.limitDescriptors(null);
    }
  },
};

export const resourceCases = { descriptorsExhausted };
