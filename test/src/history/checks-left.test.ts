import { describe, expect } from '@jest/globals';
import { cancelChallenge } from '@otpost/core/challenge/cancel-challenge';
import { getChallenge } from '@otpost/core/challenge/get-challenge';
import { createRecorder } from '@otpost/core/history/recorder';
import { shardOf } from '@otpost/core/ids';
import { check, codeOf, start } from '../users/challenges-of-users.js';
import { sharedStores } from '../users/each-store.js';
import { makePerson } from '../users/make-person.js';
import { useProcesses } from '../users/use-processes.js';

describe.each(sharedStores)('the checks left of a challenge that has ended, with %s', (_name, share) => {
  const one = useProcesses(share);
  let people = 0;

  const created = async () =>
    (await start(one.context, one.applicationId, { channel: 'email', to: `person-${(people += 1)}@example.com` })).id;
  const answer = (id: string, code: string) => check(one.context, one.applicationId, id, { code });
  const wrongOf = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  async function failed(id: string, times: number): Promise<number> {
    const wrong = wrongOf(await codeOf(one.context, id));
    let left = Number.NaN;
    for (let count = 0; count < times; count += 1) left = (await answer(id, wrong)).checksLeft;
    return left;
  }
  const get = async (id: string) => {
    const { status, checksLeft } = await getChallenge(one.context, { applicationId: one.applicationId, id });
    return { status, checksLeft };
  };
  /** From the live state, and from the store after it. */
  async function expectEnd(id: string, end: { status: string; checksLeft: number }): Promise<void> {
    expect(await get(id)).toEqual(end);
    const { context, first } = one;
    const recorder = createRecorder({
      live: context.live,
      store: context.store,
      name: 'test',
      onEnded: () => undefined,
    });
    await recorder.record();
    await recorder.release();
    await first.testLive.redis.del(`{s${id.slice(3, 5)}}:${id}`);
    expect(await context.live.challenges.read(id)).toBeUndefined();
    expect(await get(id)).toEqual(end);
  }

  one.test('are what the check told that approved it', async () => {
    const id = await created();
    await failed(id, 2);
    const { checksLeft } = await answer(id, await codeOf(one.context, id));
    expect(checksLeft).toBe(2);
    await expectEnd(id, { status: 'approved', checksLeft });
  });

  one.test('are what the app of a user was told', async () => {
    const user = await makePerson(one.context, one.applicationId);
    const { id } = await start(one.context, one.applicationId, { channel: 'totp', user: user.externalId });
    await answer(id, user.wrongCode(Date.now()));
    const { checksLeft } = await answer(id, user.code(Date.now()));
    expect(checksLeft).toBe(3);
    await expectEnd(id, { status: 'approved', checksLeft });
  });

  one.test('are none when all were used', async () => {
    const id = await created();
    expect(await failed(id, 5)).toBe(0);
    await expectEnd(id, { status: 'max_checks_reached', checksLeft: 0 });
  });

  one.test('are what they were when it was canceled, was not delivered or ran out of time', async () => {
    const untouched = await created();
    await cancelChallenge(one.context, { applicationId: one.applicationId, id: untouched });
    await expectEnd(untouched, { status: 'canceled', checksLeft: 5 });

    const undeliverable = await created();
    expect(await failed(undeliverable, 2)).toBe(3);
    const { challenges } = one.context.live;
    await challenges.openAttempt(undeliverable, 1, 15_000);
    const refusal = { outcome: 'permanent', detail: 'no', decision: { kind: 'stop', reason: 'refused' } } as const;
    const nobody = { provider: null, providerCode: null, providerMessageId: null };
    await challenges.closeAttempt({ id: undeliverable, send: 1, attempt: 1, ...nobody, ...refusal });
    await expectEnd(undeliverable, { status: 'undeliverable', checksLeft: 3 });

    const late = await created();
    expect(await failed(late, 1)).toBe(4);
    one.first.testLive.advance(601_000);
    // Before the sweeper has seen it, and after.
    expect(await get(late)).toEqual({ status: 'expired', checksLeft: 4 });
    await challenges.sweep(shardOf(late) ?? 0, 100);
    await expectEnd(late, { status: 'expired', checksLeft: 4 });
  });
});
