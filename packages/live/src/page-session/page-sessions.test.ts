import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '@otpost/core/ids';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let server: LiveRedis;
let own: TestLive;
beforeAll(async () => {
  server = await startLiveRedis();
  own = openTestLive(server.url);
});
afterAll(async () => {
  own.close();
  await server.stop();
});

const life = 15 * 60_000;
const pages = () => own.live.pageSessions;

async function create(id = newId('pgs', randomBytes), linkHash = 'link'): Promise<string> {
  const session = { id, applicationId: 'app_test', userId: 'usr_test', flow: 'manage' as const };
  await pages().create({ ...session, linkHash, sealed: 'sealed', locale: null, lifeMilliseconds: life });
  return id;
}

describe('a page session', () => {
  test('is opened by its link once, of 50 at once', async () => {
    const id = await create();
    const results = await Promise.all(
      Array.from({ length: 50 }, (_no, place) => pages().open(id, 'link', `c${place}`)),
    );
    expect(results.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
  });

  test('is not opened by another link, nor by its own after its time', async () => {
    const id = await create();
    expect(await pages().open(id, 'other', 'cookie')).toEqual({ kind: 'refused' });
    own.advance(life);
    expect(await pages().open(id, 'link', 'cookie')).toEqual({ kind: 'refused' });
  });

  test('is known by its cookie alone', async () => {
    const id = await create();
    expect(await pages().readVisit(id, 'cookie')).toBeUndefined();
    await pages().open(id, 'link', 'cookie');
    expect(await pages().readVisit(id, 'other')).toBeUndefined();
    expect(await pages().readVisit(id, 'cookie')).toMatchObject({ id, userId: 'usr_test', acts: [], end: null });
  });

  test('made again under its id gets the new link, unless it was opened', async () => {
    const id = await create();
    await create(id, 'second');
    expect(await pages().open(id, 'link', 'cookie')).toEqual({ kind: 'refused' });
    expect(await pages().open(id, 'second', 'cookie')).toEqual({ kind: 'opened' });
    await create(id, 'third');
    expect(await pages().open(id, 'third', 'cookie')).toEqual({ kind: 'refused' });
  });

  test('is made longer so often and no more, of 20 at once, and never after its end', async () => {
    const id = await create();
    const results = await Promise.all(Array.from({ length: 20 }, () => pages().extend(id, life, 2)));
    expect(results.filter(({ kind }) => kind === 'done')).toHaveLength(2);
    const other = await create();
    own.advance(life);
    expect(await pages().extend(other, life, 2)).toEqual({ kind: 'refused' });
  });

  test('remembers what happened in order, until it ends', async () => {
    const id = await create();
    await pages().note({ id, challengeId: 'ch_1' });
    await pages().note({ id, act: 'factor_added' });
    await pages().note({ id, act: 'approved', end: 'completed' });
    expect(await pages().note({ id, act: 'factor_removed' })).toEqual({ kind: 'refused' });
    const session = await pages().read(id);
    expect(session).toMatchObject({ challengeId: 'ch_1', end: 'completed' });
    expect(session?.acts.map(({ act }) => act)).toEqual(['factor_added', 'approved']);
  });

  test('goes by itself, a quarter of an hour after its time', async () => {
    const id = await create();
    const left = await own.redis.pttl(`{p:${id}}:page`);
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThanOrEqual(life + 15 * 60_000);
  });
});
