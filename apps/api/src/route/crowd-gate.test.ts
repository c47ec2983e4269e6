import { beforeEach, describe, expect, test } from '@jest/globals';
import { type CrowdGate, createCrowdGate } from './crowd-gate.js';

const atOnce = 2;
const burstMilliseconds = 1000;
const standingMilliseconds = 200;

let time: number;
let gate: CrowdGate;
/** Names of those that have begun, in their order. */
let begun: string[];
let ends: Map<string, { resolve: () => void; reject: (error: Error) => void }>;

beforeEach(() => {
  time = 0;
  begun = [];
  ends = new Map();
  gate = createCrowdGate({ atOnce, burstMilliseconds, standingMilliseconds, now: () => time });
});

/** Gives the name when it is through, or the error. */
function come(name: string): Promise<unknown> {
  return gate
    .pass(async () => {
      begun.push(name);
      await new Promise<void>((resolve, reject) => ends.set(name, { resolve, reject }));
      return name;
    })
    .catch((error: unknown) => error);
}

/** When nobody asks what becomes of them. */
function comeAll(...names: string[]): void {
  for (const name of names) void come(name);
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

async function finish(name: string): Promise<void> {
  ends.get(name)?.resolve();
  await settle();
}

const refusal = { code: 'unavailable', details: { dependency: 'api', retryAfter: 1 } };

describe('a crowd gate', () => {
  test('lets so many work at once, and the others in their order, each when a place is free', async () => {
    const all = ['a', 'b', 'c', 'd'].map(come);
    await settle();
    expect(begun).toEqual(['a', 'b']);
    await finish('b');
    expect(begun).toEqual(['a', 'b', 'c']);
    await finish('a');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
    await finish('c');
    await finish('d');
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd']);
  });

  test('work that fails gives its place free', async () => {
    const [failed] = ['a', 'b', 'c'].map(come);
    ends.get('a')?.reject(new Error('broken'));
    expect(await failed).toEqual(new Error('broken'));
    await settle();
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  test('works off a burst, however long each of it waited', async () => {
    comeAll('a', 'b', 'c', 'd');
    time = burstMilliseconds - 1;
    await finish('a');
    await finish('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });

  test('refuses who has waited for longer than a burst, with nothing done, when nothing is finished either', async () => {
    const [, , late] = ['a', 'b', 'c'].map(come);
    time = burstMilliseconds;
    expect(await late).toMatchObject(refusal);
    await finish('a');
    expect(begun).toEqual(['a', 'b']);
  });

  test('holds a crowd that stays at a short wait: the late are refused, the others go on', async () => {
    comeAll('a', 'b', 'c');
    time = burstMilliseconds - standingMilliseconds;
    const early = come('d');
    time = burstMilliseconds - 1;
    comeAll('e');
    await finish('a');
    time = burstMilliseconds + 1;
    await finish('b');
    expect(await early).toMatchObject(refusal);
    expect(begun).toEqual(['a', 'b', 'c', 'e']);
  });

  test('takes a burst again once the crowd has gone', async () => {
    comeAll('a', 'b', 'c');
    await finish('a');
    time = 10 * burstMilliseconds;
    comeAll('d');
    time += burstMilliseconds - 1;
    await finish('b');
    expect(begun).toEqual(['a', 'b', 'c', 'd']);
  });
});
