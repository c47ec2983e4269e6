import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { connectSink } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 1, furnish: (made) => connectSink(made, sink) });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

/** Milliseconds from the end of Redis to the wish to stop: a connection that just broke is another one than none. */
test.each([0, 5, 15, 40, 300])(
  'a worker that is stopped %i ms after Redis died ends in order',
  async (milliseconds) => {
    const worker = house.workers[0]!;
    await house.redis.kill();
    await wait(milliseconds);
    const ended = worker.terminate();
    await wait(500);
    await house.redis.start();
    expect(await ended).toBe(0);
    await worker.start();
  },
  40_000,
);
