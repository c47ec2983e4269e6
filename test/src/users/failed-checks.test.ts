import { describe, expect } from '@jest/globals';
import { releaseUser } from '@otpost/core/user/release-user';
import { check, codeOf, start } from './challenges-of-users.js';
import { sharedStores } from './each-store.js';
import { makePerson, type Person } from './make-person.js';
import { useProcesses } from './use-processes.js';

const hour = 3_600_000;

describe.each(sharedStores)('failed checks of a user, on %s', (_name, share) => {
  /** The clock of the processes moves, Redis keeps its own. */
  let skew = 0;
  const now = () => Date.now() + skew;
  const own = useProcesses(share, { count: 3, now });
  const begin = (person: Person, channel: string, more: object = {}) =>
    start(own.context, own.applicationId, { channel, user: person.externalId, ...more });
  const answer = (id: string, body: object, at = 0) => check(own.at(at), own.applicationId, id, body);

  own.test('after 100 failures the right code is refused, also when Redis forgets everything', async () => {
    const person = await makePerson(own.context, own.applicationId);
    skew = 0;
    let failures = 0;
    while (failures < 100) {
      const { id } = await begin(person, 'totp');
      for (let check = 0; check < 5; check += 1, failures += 1) {
        if (failures >= 10) skew += hour;
        expect(await answer(id, { code: person.wrongCode(now()) })).toMatchObject({ valid: false });
      }
    }
    skew += hour;
    const stopped = { code: 'rate_limited', details: { limit: 'failed_checks' } };
    const { id } = await begin(person, 'totp');
    await expect(answer(id, { code: person.code(now()) })).rejects.toMatchObject(stopped);
    await own.first.testLive.redis.flushall();
    const after = await begin(person, 'totp');
    await expect(answer(after.id, { code: person.code(now()) })).rejects.toMatchObject(stopped);
    await expect(answer(after.id, { code: person.recoveryCodes[0] })).rejects.toMatchObject(stopped);
    const mail = await begin(person, 'email');
    expect(await answer(mail.id, { code: await codeOf(own.context, mail.id) })).toMatchObject({ valid: true });
    expect(await answer(after.id, { code: person.code(now()) })).toMatchObject({ valid: true });
    skew = 0;
  });

  own.test(
    'a burst over many challenges is evaluated no further than the first wait, and a success at 50 forgets all',
    async () => {
      const person = await makePerson(own.context, own.applicationId);
      const views = await Promise.all(Array.from({ length: 40 }, () => begin(person, 'totp')));
      const guesses = views.map(({ id }, at) =>
        answer(id, { code: person.wrongCode(now()) }, at).catch(({ code }) => code),
      );
      const told = await Promise.all(guesses);
      expect(told.filter((one) => one === 'rate_limited')).toHaveLength(30);
      expect(await person.stored()).toMatchObject({ failedChecks: 10 });
      const fifty = await makePerson(own.context, own.applicationId, { failedChecks: 50, lastFailedAt: now() - hour });
      const { id } = await begin(fifty, 'totp');
      expect(await answer(id, { code: fifty.code(now()) })).toMatchObject({ valid: true });
      expect(await fifty.stored()).toMatchObject({ failedChecks: 0, lastFailedAt: null });
    },
  );

  own.test('an admin’s release ends the stop and is audited; the factors stay', async () => {
    const person = await makePerson(own.context, own.applicationId, { failedChecks: 100, lastFailedAt: now() - hour });
    const { id } = await begin(person, 'totp');
    await expect(answer(id, { code: person.code(now()) })).rejects.toMatchObject({ code: 'rate_limited' });
    const { applicationId } = own;
    const input = { actor: 'admin-17', reason: 'Called back' };
    const authority = { actor: 'key:k' } as const;
    await releaseUser(own.context, { applicationId, externalId: person.externalId, authority, input });
    expect(await answer(id, { code: person.code(now()) }, 1)).toMatchObject({ valid: true });
    const entries = await own.context.store.audit.list({ target: { equals: person.userId } });
    expect(entries).toMatchObject([
      {
        action: 'user.release',
        phase: 'intended',
        reason: 'Called back',
        data: { failedChecks: 100, for: 'admin-17' },
      },
      { action: 'user.release', phase: 'done' },
    ]);
  });

  own.test('success with the app ends the stop of the user’s address', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const mail = await begin(person, 'email');
    const code = await codeOf(own.context, mail.id);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let at = 0; at < 4; at += 1) await answer(mail.id, { code: wrong });
    const app = await begin(person, 'totp');
    await answer(app.id, { code: person.code(now()) });
    const keys = await own.first.testLive.redis.keys('*:address:*');
    const failures = await Promise.all(keys.map((key) => own.first.testLive.redis.hget(key, 'failures')));
    expect(failures.filter(Boolean)).toEqual([]);
  });
});
