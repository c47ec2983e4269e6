import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectSink, newApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;
let load: NodeJS.Timeout;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 2, furnish: (made) => connectSink(made, sink) });
  const application = await newApplication(house);
  let people = 0;
  const create = () => {
    people += 1;
    const body = { channel: 'email', to: `stopped${people}@example.com` };
    // Some are refused while Redis is away.
    application.ask('POST', '/challenges', body).catch(() => undefined);
  };
  load = setInterval(() => Array.from({ length: 6 }, create), 100);
}, 60_000);
afterAll(async () => {
  clearInterval(load);
  await house?.end();
  await sink?.close();
}, 30_000);

// Before Redis, after it and with it; several, since what a connection is doing just then is chance.
test.each([
  [0, 20],
  [20, 0],
  [10, 10],
  [35, 5],
  [5, 35],
  [15, 0],
  [0, 0],
  [25, 20],
])(
  'with Redis killed after %i ms, a worker that is stopped after %i ms ends in order',
  async (kill, stop) => {
    const worker = house.workers.at((kill + stop) % 2)!;
    const outage = wait(kill)
      .then(() => house.redis.kill())
      .then(() => wait(700))
      .then(() => house.redis.start());
    await wait(stop);
    expect(await worker.terminate()).toBe(0);
    await outage;
    await worker.start();
  },
  40_000,
);
