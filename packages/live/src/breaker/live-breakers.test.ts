import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BreakerState, type HandoverToNote, probeLeaseMilliseconds } from '@otpost/core/live-breaker-port';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let server: LiveRedis;
let own: TestLive;
let other: TestLive;
beforeAll(async () => {
  server = await startLiveRedis();
  [own, other] = [openTestLive(server.url), openTestLive(server.url)];
});
afterAll(async () => {
  own.close();
  other.close();
  await server.stop();
});

let providers = 0;
const newProvider = (): string => `prv_${(providers += 1)}`;
const wait = 10_000;

async function note(id: string, ...outcomes: HandoverToNote['outcome'][]): Promise<void> {
  for (const outcome of outcomes) {
    await own.live.breakers.note({ providerId: id, outcome, detail: 'as it was', version: 3, tookMilliseconds: 0 });
  }
}
async function stateOf(id: string, seenBy = other): Promise<BreakerState> {
  const state = (await seenBy.live.breakers.read([id])).get(id);
  if (!state) throw new Error('Every id has a state');
  return state;
}
const probe = (id: string, by = own) => by.live.breakers.takeProbe(id, wait);

test('a provider that never failed is closed and clean', async () => {
  expect(await stateOf(newProvider())).toMatchObject({ status: 'closed', isClean: true, since: null, lastError: null });
});

test('five failures of the last ten open it, for everybody; what was refused for good is none', async () => {
  const id = newProvider();
  await note(id, 'ambiguous', 'failover', 'accepted', 'retry', 'permanent', 'permanent', 'failover');
  expect(await stateOf(id)).toMatchObject({ status: 'closed', isClean: false });
  await note(id, 'permanent', 'permanent', 'permanent', 'ambiguous');
  await note(id, 'failover');
  // The first two failures are more than ten handovers ago.
  expect((await stateOf(id)).status).toBe('closed');
  await note(id, 'failover');
  expect(await stateOf(id)).toMatchObject({
    status: 'open',
    since: expect.any(Number),
    lastError: { outcome: 'failover', detail: 'as it was' },
  });
});

test('ten successes make it clean again', async () => {
  const id = newProvider();
  await note(id, 'failover', ...Array.from({ length: 9 }, () => 'accepted' as const));
  expect((await stateOf(id)).isClean).toBe(false);
  await note(id, 'accepted');
  expect((await stateOf(id)).isClean).toBe(true);
});

test('a wrong configuration takes it out at once, with the version of the settings', async () => {
  const id = newProvider();
  await note(id, 'config');
  expect(await stateOf(id)).toMatchObject({ status: 'out', version: 3 });
  await note(id, 'accepted');
  expect(await stateOf(id)).toMatchObject({ status: 'closed', isClean: true });
});

test('a success that began before it opened does not close it', async () => {
  const id = newProvider();
  await note(id, 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous');
  const slow = { providerId: id, outcome: 'accepted', detail: '', version: 3, tookMilliseconds: 5000 } as const;
  await own.live.breakers.note(slow);
  expect((await stateOf(id)).status).toBe('open');
  await own.live.breakers.note({ ...slow, tookMilliseconds: 0 });
  expect((await stateOf(id)).status).toBe('closed');
});

test('of many workers one probes, ten seconds after the last failure; a failure begins the wait anew, a success closes', async () => {
  const id = newProvider();
  await note(id, 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous');
  expect(await probe(id)).toBe(false);
  for (const live of [own, other]) live.advance(wait);
  const many = Array.from({ length: 20 }, (_, place) => probe(id, place % 2 === 0 ? own : other));
  expect((await Promise.all(many)).filter(Boolean)).toHaveLength(1);
  expect((await stateOf(id)).isProbing).toBe(true);
  await note(id, 'failover');
  expect(await probe(id)).toBe(false);
  for (const live of [own, other]) live.advance(wait);
  expect(await probe(id, other)).toBe(true);
  await note(id, 'accepted');
  expect(await stateOf(id)).toMatchObject({ status: 'closed', isProbing: false });
});

test('a probe whose worker died gives its place up by time', async () => {
  const id = newProvider();
  await note(id, 'config');
  for (const live of [own, other]) live.advance(wait);
  expect([await probe(id), await probe(id, other)]).toEqual([true, false]);
  for (const live of [own, other]) live.advance(probeLeaseMilliseconds);
  expect(await probe(id, other)).toBe(true);
});

describe('after a clock was set back by an hour', () => {
  const hour = 3_600_000;
  const fail = (id: string) => note(id, 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous', 'ambiguous');
  const setBack = () => {
    for (const live of [own, other]) live.advance(-hour);
  };

  test('a success closes what opened before', async () => {
    const id = newProvider();
    await fail(id);
    setBack();
    await note(id, 'accepted');
    expect((await stateOf(id)).status).toBe('closed');
  });

  test('what failed before is probed at once, by one; a failure begins the wait anew', async () => {
    const id = newProvider();
    await fail(id);
    setBack();
    expect([await probe(id), await probe(id, other)]).toEqual([true, false]);
    await note(id, 'failover');
    expect(await probe(id)).toBe(false);
  });

  test('a probe of before is given up', async () => {
    const id = newProvider();
    await note(id, 'config');
    for (const live of [own, other]) live.advance(wait);
    expect([await probe(id), (await stateOf(id)).isProbing]).toEqual([true, true]);
    setBack();
    expect((await stateOf(id)).isProbing).toBe(false);
    expect(await probe(id, other)).toBe(true);
  });
});
