import { setTimeout as sleep } from 'node:timers/promises';
import { eventually } from '../../servers/eventually.js';
import { ask } from '../../servers/house-client.js';
import type { ChaosCase } from '../chaos-case.js';
import { runSpike, spikeFaults } from '../spike.js';

const spikeMilliseconds = 2000;
/** A thousand messages and more. */
const deliveryMilliseconds = 60_000;

const loadSpike: ChaosCase = {
  name: 'load-spike',
  rows: ['M34'],
  what: '1,280 callers at once ask one API for challenges and never wait, for two seconds: ten times what it works on at once',
  run: async ({ application, house, noteAccepted, sink }) => {
    const url = house.apis[0]!.url();
    const spike = runSpike({ url, apiKey: application.key, milliseconds: spikeMilliseconds });
    const alive = await ask({ method: 'GET', url: `${url}/livez` });
    const { accepted, others } = await spike;
    for (const one of accepted) noteAccepted(one);
    const faults = spikeFaults({ accepted, others });
    if (faults.length > 0) throw new Error(faults.join('; '));
    if (alive.status !== 200) throw new Error(`/livez answered ${alive.status}`);
    const areDelivered = () => accepted.every(({ id }) => sink.messagesOf(id).length > 0);
    await eventually('what was accepted is delivered', areDelivered, deliveryMilliseconds);
  },
};

const workerCount = 8;
const awayMilliseconds = 3000;
/** Of one connection that tries again after 50 ms, 100 ms and so on up to a second, each cut by up to a half. */
const mostTriesPerSecond = 10;

const workersReconnect: ChaosCase = {
  name: 'workers-reconnect',
  rows: ['M34'],
  what: 'eight workers at work lose Redis for three seconds and come back to it together',
  run: async ({ house, redisProxy }) => {
    const names = Array.from({ length: workerCount - house.workers.length }, (_, index) => `worker-more-${index + 1}`);
    const more = names.map((name) => house.oneMore('worker', name));
    try {
      for (const worker of more) await worker.start();
      const connections = redisProxy.connectionCount();
      const before = redisProxy.takenCount();
      await house.redis.kill();
      await sleep(awayMilliseconds);
      const tries = redisProxy.takenCount() - before;
      await house.redis.start();
      const most = (connections * mostTriesPerSecond * awayMilliseconds) / 1000;
      if (tries > most) throw new Error(`${connections} connections were tried ${tries} times while Redis was away`);
      await eventually('all connections are there again', () => redisProxy.connectionCount() >= connections);
    } finally {
      for (const worker of more) await worker.terminate();
    }
  },
};

export const loadCases = { loadSpike, workersReconnect };
