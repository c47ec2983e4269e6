import { describe, expect } from '@jest/globals';
import { sentChallengeId } from '@otpost/core/challenge/code-sent-to';
import { getChallenge } from '@otpost/core/challenge/get-challenge';
import { sendAgain } from '@otpost/core/challenge/send-again';
import { unavailable } from '@otpost/core/errors';
import type { AddressFactor } from '@otpost/core/user-records';
import { check, codeOf, newApplication, start } from './challenges-of-users.js';
import { sharedStores } from './each-store.js';
import { makePerson, type Person } from './make-person.js';
import { useProcesses } from './use-processes.js';

describe.each(sharedStores)('challenges of a user, on %s', (_name, share) => {
  const own = useProcesses(share, { count: 3 });
  const now = () => Date.now();
  const begin = (person: Person, channel: string, more: object = {}) =>
    start(own.context, own.applicationId, { channel, user: person.externalId, ...more });
  const answer = (id: string, body: object, at = 0) => check(own.at(at), own.applicationId, id, body);

  own.test(
    'a code of the app approves, names its factor, and is refused the second time without costing a check',
    async () => {
      const person = await makePerson(own.context, own.applicationId);
      const first = await begin(person, 'totp');
      expect(first).toMatchObject({ channel: 'totp', to: null, delivery: null, resendAt: null, checksLeft: 5 });
      expect(await getChallenge(own.context, { applicationId: own.applicationId, id: first.id })).toMatchObject({
        sends: [],
        status: 'pending',
      });
      const code = person.code(now());
      expect(await answer(first.id, { code: person.wrongCode(now()) })).toMatchObject({
        reason: 'wrong_code',
        checksLeft: 4,
      });
      expect(await answer(first.id, { code })).toEqual({
        status: 'approved',
        valid: true,
        checksLeft: 3,
        factor: person.totpId,
      });
      expect(await person.stored()).toMatchObject({ failedChecks: 0, lastSignInAt: expect.any(Number) });
      const second = await begin(person, 'totp');
      const used = { status: 'pending', valid: false, checksLeft: 5, reason: 'already_used' };
      expect(await answer(second.id, { code })).toEqual(used);
      expect(await answer(second.id, { code })).toEqual(used);
      expect(await person.stored()).toMatchObject({ failedChecks: 0 });
    },
  );

  own.test(
    'a right code that comes 100 times at once over three processes approves one challenge; 99 are already used',
    async () => {
      const person = await makePerson(own.context, own.applicationId);
      const views = await Promise.all(Array.from({ length: 100 }, () => begin(person, 'totp')));
      const code = person.code(now());
      const answers = await Promise.all(views.map(({ id }, at) => answer(id, { code }, at)));
      expect(answers.filter(({ valid }) => valid)).toHaveLength(1);
      const others = answers.filter(({ valid }) => !valid);
      expect(others).toHaveLength(99);
      for (const other of others)
        expect(other).toMatchObject({ reason: 'already_used', checksLeft: 5, status: 'pending' });
    },
  );

  own.test('a recovery code that comes 100 times at once passes once, and says what is left', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const views = await Promise.all(Array.from({ length: 100 }, () => begin(person, 'totp')));
    const [code = ''] = person.recoveryCodes;
    const answers = await Promise.all(views.map(({ id }, at) => answer(id, { code }, at)));
    const right = answers.filter(({ valid }) => valid);
    expect(right).toEqual([
      expect.objectContaining({ usedRecoveryCode: true, recoveryCodesLeft: 4, status: 'approved' }),
    ]);
    expect(new Set(answers.filter(({ valid }) => !valid).map(({ reason }) => reason))).toEqual(
      new Set(['already_used']),
    );
    const audited = await own.context.store.audit.list({ target: { equals: person.userId } });
    expect(audited.map(({ action }) => action)).toEqual(['recovery_code.use']);
    const notices = await own.context.store.notices.list({ applicationId: { equals: own.applicationId } });
    expect(notices.map(({ kind }) => kind)).toEqual(['notice']);
  });

  own.test('a recovery code answers every channel, as it is typed, and may demand a new factor', async () => {
    const strict = await newApplication(own.contexts, { policy: { mustReplaceAfterRecoveryCode: true } });
    const person = await makePerson(own.context, strict);
    for (const [at, channel] of ['email', 'any'].entries()) {
      const { id } = await start(own.context, strict, { channel, user: person.externalId });
      const code = ` ${person.recoveryCodes[at]?.toLowerCase().replaceAll('-', ' ')}`;
      expect(await check(own.context, strict, id, { code })).toMatchObject({
        valid: true,
        usedRecoveryCode: true,
        mustReplace: true,
      });
    }
    expect((await person.stored()).mustReplace).toBe(true);
  });

  own.test('a code from minutes away is refused, by how much, and counts', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const { id } = await begin(person, 'totp');
    const late = await answer(id, { code: person.code(now() + 5 * 30_000) });
    expect(late).toMatchObject({ valid: false, reason: 'clock_off', clockOffSeconds: 150, checksLeft: 4 });
  });

  own.test('the mailbox of a user gets the code, and failures there count for the user until a success', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const view = await begin(person, 'email', { factor: person.emailId });
    expect(view).toMatchObject({ delivery: { status: 'queued' }, to: expect.stringMatching(/^p\*+@/) });
    const code = await codeOf(own.context, view.id);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await answer(view.id, { code: wrong })).toMatchObject({ reason: 'wrong_code', checksLeft: 4 });
    expect(await person.stored()).toMatchObject({ failedChecks: 1 });
    expect(await answer(view.id, { code })).toMatchObject({ valid: true, factor: person.emailId });
    expect(await person.stored()).toMatchObject({ failedChecks: 0 });
  });

  own.test('a code that was sent is right while the store is away, which is warned of', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const { id } = await begin(person, 'email');
    const code = await codeOf(own.context, id);
    const away = () => Promise.reject(unavailable('store', 'away'));
    const users = { ...own.context.store.users, get: away };
    const cut = { ...own.context, store: { ...own.context.store, users } };
    expect(await check(cut, own.applicationId, id, { code })).toMatchObject({ valid: true, status: 'approved' });
    expect(own.first.warnings.join()).toContain('could not be noted');
    const app = await begin(person, 'totp');
    const unanswered = check(cut, own.applicationId, app.id, { code: person.code(now()) });
    await expect(unanswered).rejects.toMatchObject({ code: 'unavailable', details: { dependency: 'store' } });
  });

  own.test('any names what may answer; the app answers, or a code that is sent to the factor asked for', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const first = await begin(person, 'any');
    expect(first.available).toEqual([
      { factor: person.totpId, type: 'totp', name: 'Phone' },
      { factor: person.emailId, type: 'email', name: 'Mail' },
    ]);
    const unsent = answer(first.id, { factor: person.emailId, code: '123456' });
    await expect(unsent).rejects.toMatchObject({ code: 'invalid_request', details: { errors: [{ field: 'factor' }] } });
    const sent = await sendAgain(own.context, {
      applicationId: own.applicationId,
      id: first.id,
      factor: person.emailId,
    });
    expect(sent).toMatchObject({ id: first.id, channel: 'any', delivery: { status: 'queued' } });
    const mail = (await person.stored()).factors.find(({ id }) => id === person.emailId) as AddressFactor;
    const { keyring } = own.context.settings.current();
    const code = await codeOf(own.context, sentChallengeId(keyring, await person.stored(), first.id, mail));
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await answer(first.id, { factor: person.emailId, code: wrong })).toMatchObject({
      valid: false,
      checksLeft: 4,
    });
    const right = await answer(first.id, { factor: person.emailId, code });
    expect(right).toMatchObject({ status: 'approved', valid: true, factor: person.emailId });
    const second = await begin(person, 'any');
    expect(await answer(second.id, { factor: person.totpId, code: person.code(now()) })).toMatchObject({ valid: true });
  });

  const refusals: [what: string, body: object, expected: object][] = [
    ['a factor of nobody', { channel: 'totp', factor: 'fct_none' }, { details: { errors: [{ field: 'factor' }] } }],
    ['a type that the user has not', { channel: 'passkey' }, { details: { errors: [{ field: 'channel' }] } }],
    ['an unknown user', { channel: 'totp', user: 'nobody' }, { code: 'not_found' }],
  ];
  for (const [what, body, expected] of refusals) {
    own.test(`${what} starts nothing`, async () => {
      const person = await makePerson(own.context, own.applicationId);
      await expect(begin(person, 'totp', body)).rejects.toMatchObject(expected);
    });
  }

  own.test('a service account, and a channel outside the policy, are forbidden', async () => {
    const service = await makePerson(own.context, own.applicationId, { type: 'service' });
    await expect(begin(service, 'totp')).rejects.toMatchObject({ code: 'policy_forbids' });
    const strict = await newApplication(own.contexts, { policy: { factors: ['totp'] } });
    const person = await makePerson(own.context, strict);
    const mail = start(own.context, strict, { channel: 'email', user: person.externalId });
    await expect(mail).rejects.toMatchObject({ code: 'policy_forbids' });
    const any = await start(own.context, strict, { channel: 'any', user: person.externalId });
    expect(any.available).toHaveLength(1);
  });

  own.test('another application finds neither the user nor the challenge', async () => {
    const stranger = await newApplication(own.contexts);
    const person = await makePerson(own.context, own.applicationId);
    const { id } = await begin(person, 'totp');
    const foreign = check(own.context, stranger, id, { code: person.code(now()) });
    await expect(foreign).rejects.toMatchObject({ code: 'challenge_not_found' });
    const user = start(own.context, stranger, { channel: 'totp', user: person.externalId });
    await expect(user).rejects.toMatchObject({ code: 'not_found' });
  });
});
