import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { named, startTracedHouse, type TracedHouse } from './traced-house.js';

let traced: TracedHouse;
beforeAll(async () => {
  traced = await startTracedHouse();
}, 60_000);
afterAll(async () => await traced?.end(), 30_000);

test('a job that died with its worker goes on in the same trace', async () => {
  const worker = traced.house.workers.at(0)!;
  await worker.kill();
  const id = await traced.create();
  await traced.spansWith(id, 'challenge.create');
  await worker.start();
  const spans = await traced.spansWith(id, 'deliver', 'provider.send');
  expect(named(spans, 'deliver').parentSpanId).toBe(named(spans, 'challenge.create').spanId);
});

describe('a collector that is away', () => {
  const lines = async (name: string, words: string): Promise<number> =>
    (await readFile(join(traced.house.logDirectory, `${name}.log`), 'utf8')).split(words).length - 1;
  const away = 'Traces do not reach the collector';
  const back = 'Traces reach the collector again';

  test('holds up no challenge, is told once by each process, and once more when it is back', async () => {
    traced.receiver.behave(503);
    const ids = await Promise.all(Array.from({ length: 50 }, () => traced.create()));
    await Promise.all(ids.map((id) => traced.codeOf(id)));
    await eventually('both tell', async () => (await lines('api-1', away)) + (await lines('worker-1', away)) === 2);
    await Promise.all(Array.from({ length: 50 }, () => traced.create()));
    traced.receiver.behave(200);
    await eventually('both are back', async () => {
      await traced.create();
      return (await lines('api-1', back)) === 1 && (await lines('worker-1', back)) === 1;
    });
    expect([await lines('api-1', away), await lines('worker-1', away)]).toEqual([1, 1]);
  });

  test('and that answers nothing holds up no end of a process', async () => {
    traced.receiver.behave('hang');
    const id = await traced.create();
    await traced.codeOf(id);
    const processes = [...traced.house.apis, ...traced.house.workers];
    expect(await Promise.all(processes.map((each) => each.terminate()))).toEqual([0, 0]);
  });
});
