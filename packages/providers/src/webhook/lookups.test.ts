import { describe, expect, test } from '@jest/globals';
import { shareLookups, takeTurns } from './lookups.js';

interface Asked {
  readonly hostname: string;
  answer(...addresses: string[]): void;
  fail(code: string): void;
}

/** A system that looks up what it is asked for when the test says so, and a clock that stands still until then. */
function openSystem() {
  const asked: Asked[] = [];
  let at = 0;
  return {
    asked,
    now: () => at,
    pass: (milliseconds: number) => {
      at += milliseconds;
    },
    names: () => asked.map(({ hostname }) => hostname),
    resolve: (hostname: string) =>
      new Promise<string[]>((settle, reject) => {
        asked.push({
          hostname,
          answer: (...addresses) => settle(addresses),
          fail: (code) => reject(Object.assign(new Error('no'), { code })),
        });
      }),
  };
}

/** Whatever can go on without an answer of the system has gone on. */
const settled = () => new Promise<void>((done) => setImmediate(done));

describe('those who ask for one name at once', () => {
  test('wait for one lookup; who asks afterwards is looked up for anew', async () => {
    const system = openSystem();
    const resolve = shareLookups(system.resolve);
    const both = [resolve('a.test'), resolve('a.test'), resolve('b.test')];
    expect(system.names()).toEqual(['a.test', 'b.test']);
    system.asked.at(0)!.answer('192.0.2.1');
    system.asked.at(1)!.answer('192.0.2.2');
    expect(await Promise.all(both)).toEqual([['192.0.2.1'], ['192.0.2.1'], ['192.0.2.2']]);
    const again = resolve('a.test');
    system.asked.at(2)!.fail('ENOTFOUND');
    await expect(again).rejects.toMatchObject({ code: 'ENOTFOUND' });
    void resolve('a.test');
    expect(system.names()).toEqual(['a.test', 'b.test', 'a.test', 'a.test']);
  });
});

describe('names that customers choose', () => {
  test('are looked up one at a time, each in its turn, also behind one that fails', async () => {
    const system = openSystem();
    const resolve = takeTurns(system.resolve, system.now);
    const found = ['a.test', 'b.test', 'a.test', 'c.test'].map(resolve);
    await settled();
    expect(system.names()).toEqual(['a.test']);
    system.asked.at(0)!.fail('EAI_AGAIN');
    await expect(found.at(0)).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    await expect(found.at(2)).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    await settled();
    expect(system.names()).toEqual(['a.test', 'b.test']);
    system.asked.at(1)!.answer('192.0.2.2');
    expect(await found.at(1)).toEqual(['192.0.2.2']);
    await settled();
    system.asked.at(2)!.answer('192.0.2.3');
    expect(await found.at(3)).toEqual(['192.0.2.3']);
  });

  test('that took long rest, and are told from memory meanwhile, without a turn', async () => {
    const system = openSystem();
    const resolve = takeTurns(system.resolve, system.now);
    const first = resolve('slow.test');
    await settled();
    system.pass(2000);
    system.asked.at(0)!.fail('EAI_AGAIN');
    await expect(first).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    // Somebody else has the turn, and does not hold up what is known.
    void resolve('hangs.test');
    system.pass(39_999);
    await expect(resolve('slow.test')).rejects.toMatchObject({ code: 'EAI_AGAIN' });
    expect(system.names()).toEqual(['slow.test', 'hangs.test']);
    system.pass(1);
    void resolve('slow.test');
    system.asked.at(1)!.answer('192.0.2.1');
    await settled();
    expect(system.names()).toEqual(['slow.test', 'hangs.test', 'slow.test']);
  });

  test('that were found at once are looked up anew each time', async () => {
    const system = openSystem();
    const resolve = takeTurns(system.resolve, system.now);
    for (const address of ['192.0.2.1', '192.0.2.2']) {
      const found = resolve('a.test');
      await settled();
      system.asked.at(-1)!.answer(address);
      expect(await found).toEqual([address]);
    }
  });
});
