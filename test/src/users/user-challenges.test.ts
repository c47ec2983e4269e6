import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sentChallengeId } from '@otpost/core/challenge/code-sent-to';
import { getChallenge } from '@otpost/core/challenge/get-challenge';
import { sendAgain } from '@otpost/core/challenge/send-again';
import type { Context } from '@otpost/core/context';
import { rotateApplicationKey } from '@otpost/core/keyring/rotate-application-key';
import { requireProof } from '@otpost/core/proof/require-proof';
import type { AddressFactor } from '@otpost/core/user-records';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess, testActor, testMasterKeys } from '../settings/open-test-process.js';
import { check, codeOf, newApplication, start } from './challenges-of-users.js';
import { type SharedStore, sharedStores } from './each-store.js';
import { makePerson, type Person } from './make-person.js';

const processes = 3;
const hour = 3_600_000;

describe.each(sharedStores)('challenges of a user, on %s', (_name, share) => {
  let redis: TestRedis;
  let store: SharedStore | undefined;
  let opened: TestProcess[] = [];
  let first: TestProcess;
  let context: Context;
  let applicationId: string;
  /** The clock of the processes: it moves, Redis keeps its own. */
  let skew = 0;
  const now = () => Date.now() + skew;

  beforeAll(async () => {
    redis = await startTestRedis();
    store = await share();
    if (!store) return;
    for (let at = 0; at < processes; at += 1) opened.push(await openTestProcess(store.open(), redis.url, { now }));
    [first] = opened as [TestProcess];
    ({ context } = first);
    applicationId = await newApplication(opened.map((one) => one.context));
  });
  afterAll(async () => {
    for (const one of opened) one.stop();
    opened = [];
    await store?.end();
    await redis.stop();
  });

  const onStore = (name: string, body: () => Promise<void>) =>
    test(name, async () => {
      if (store) await body();
    });
  const begin = (person: Person, channel: string, more: object = {}) =>
    start(context, applicationId, { channel, user: person.externalId, ...more });
  const answer = (id: string, body: object, at = 0) =>
    check((opened[at % processes] ?? first).context, applicationId, id, body);

  onStore(
    'a code of the app approves, names its factor, and is refused the second time without costing a check',
    async () => {
      const person = await makePerson(context, applicationId);
      const first = await begin(person, 'totp');
      expect(first).toMatchObject({ channel: 'totp', to: null, delivery: null, resendAt: null, checksLeft: 5 });
      expect(await getChallenge(context, { applicationId, id: first.id })).toMatchObject({
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

  onStore(
    'a right code that comes 100 times at once over three processes approves one challenge; 99 are already used',
    async () => {
      const person = await makePerson(context, applicationId);
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

  onStore('a recovery code that comes 100 times at once passes once, and says what is left', async () => {
    const person = await makePerson(context, applicationId);
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
  });

  onStore('a recovery code answers every channel, as it is typed, and may demand a new factor', async () => {
    const strict = await newApplication(
      opened.map((one) => one.context),
      { policy: { mustReplaceAfterRecoveryCode: true } },
    );
    const person = await makePerson(context, strict);
    for (const [at, channel] of ['email', 'any'].entries()) {
      const { id } = await start(context, strict, { channel, user: person.externalId });
      const code = ` ${person.recoveryCodes[at]?.toLowerCase().replaceAll('-', ' ')}`;
      expect(await check(context, strict, id, { code })).toMatchObject({
        valid: true,
        usedRecoveryCode: true,
        mustReplace: true,
      });
    }
    expect((await person.stored()).mustReplace).toBe(true);
  });

  onStore('a code from minutes away is refused, by how much, and counts', async () => {
    const person = await makePerson(context, applicationId);
    const { id } = await begin(person, 'totp');
    const late = await answer(id, { code: person.code(now() + 5 * 30_000) });
    expect(late).toMatchObject({ valid: false, reason: 'clock_off', clockOffSeconds: 150, checksLeft: 4 });
  });

  onStore('the mailbox of a user gets the code, and failures there count for the user until a success', async () => {
    const person = await makePerson(context, applicationId);
    const view = await begin(person, 'email', { factor: person.emailId });
    expect(view).toMatchObject({ delivery: { status: 'queued' }, to: expect.stringMatching(/^p\*+@/) });
    const code = await codeOf(context, view.id);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(await answer(view.id, { code: wrong })).toMatchObject({ reason: 'wrong_code', checksLeft: 4 });
    expect(await person.stored()).toMatchObject({ failedChecks: 1 });
    expect(await answer(view.id, { code })).toMatchObject({ valid: true, factor: person.emailId });
    expect(await person.stored()).toMatchObject({ failedChecks: 0 });
  });

  onStore('any names what may answer; the app answers, or a code that is sent to the factor asked for', async () => {
    const person = await makePerson(context, applicationId);
    const first = await begin(person, 'any');
    expect(first.available).toEqual([
      { factor: person.totpId, type: 'totp', name: 'Phone' },
      { factor: person.emailId, type: 'email', name: 'Mail' },
    ]);
    const unsent = answer(first.id, { factor: person.emailId, code: '123456' });
    await expect(unsent).rejects.toMatchObject({ code: 'invalid_request', details: { errors: [{ field: 'factor' }] } });
    const sent = await sendAgain(context, { applicationId, id: first.id, factor: person.emailId });
    expect(sent).toMatchObject({ id: first.id, channel: 'any', delivery: { status: 'queued' } });
    const mail = (await person.stored()).factors.find(({ id }) => id === person.emailId) as AddressFactor;
    const { keyring } = context.settings.current();
    const code = await codeOf(context, sentChallengeId(keyring, applicationId, first.id, mail));
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

  onStore('after 100 failures the right code is refused, also when Redis forgets everything', async () => {
    const person = await makePerson(context, applicationId);
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
    await first.testLive.redis.flushall();
    const after = await begin(person, 'totp');
    await expect(answer(after.id, { code: person.code(now()) })).rejects.toMatchObject(stopped);
    await expect(answer(after.id, { code: person.recoveryCodes[0] })).rejects.toMatchObject(stopped);
    const mail = await begin(person, 'email');
    expect(await answer(mail.id, { code: await codeOf(context, mail.id) })).toMatchObject({ valid: true });
    expect(await answer(after.id, { code: person.code(now()) })).toMatchObject({ valid: true });
    skew = 0;
  });

  onStore(
    'a burst over many challenges is evaluated no further than the first wait, and a success at 50 forgets all',
    async () => {
      const person = await makePerson(context, applicationId);
      const views = await Promise.all(Array.from({ length: 40 }, () => begin(person, 'totp')));
      const guesses = views.map(({ id }, at) =>
        answer(id, { code: person.wrongCode(now()) }, at).catch(({ code }) => code),
      );
      const told = await Promise.all(guesses);
      expect(told.filter((one) => one === 'rate_limited')).toHaveLength(30);
      expect(await person.stored()).toMatchObject({ failedChecks: 10 });
      const fifty = await makePerson(context, applicationId, { failedChecks: 50, lastFailedAt: now() - hour });
      const { id } = await begin(fifty, 'totp');
      expect(await answer(id, { code: fifty.code(now()) })).toMatchObject({ valid: true });
      expect(await fifty.stored()).toMatchObject({ failedChecks: 0, lastFailedAt: null });
    },
  );

  onStore('success with the app ends the stop of the user’s address', async () => {
    const person = await makePerson(context, applicationId);
    const mail = await begin(person, 'email');
    const code = await codeOf(context, mail.id);
    const wrong = code === '000000' ? '000001' : '000000';
    for (let at = 0; at < 4; at += 1) await answer(mail.id, { code: wrong });
    const app = await begin(person, 'totp');
    await answer(app.id, { code: person.code(now()) });
    const keys = await first.testLive.redis.keys('*:address:*');
    const failures = await Promise.all(keys.map((key) => first.testLive.redis.hget(key, 'failures')));
    expect(failures.filter(Boolean)).toEqual([]);
  });

  onStore('a proof is spent once, by its user, for five minutes; a recovery code proves less', async () => {
    const person = await makePerson(context, applicationId);
    const other = await makePerson(context, applicationId);
    const { policy } = context.settings.current().applications.get(applicationId)!.settings;
    const spend = async (proof: string, by = person, act: 'remove' | 'replace' | 'regenerate' = 'remove') =>
      requireProof(context, { user: await by.stored(), policy, act, proof });
    const required = { code: 'proof_required' };
    const { id } = await begin(person, 'totp', { purpose: 'proof' });
    await expect(spend(id)).rejects.toMatchObject(required);
    await answer(id, { code: person.code(now()) });
    await expect(spend(id, other)).rejects.toMatchObject(required);
    await spend(id);
    await expect(spend(id)).rejects.toMatchObject(required);
    const signIn = await begin(other, 'totp');
    await answer(signIn.id, { code: other.code(now()) });
    await expect(spend(signIn.id, other)).rejects.toMatchObject(required);
    for (const [at, act] of (['replace', 'regenerate'] as const).entries()) {
      const proof = await begin(other, 'totp', { purpose: 'proof' });
      await answer(proof.id, { code: other.recoveryCodes[at] });
      if (act === 'replace') await spend(proof.id, other, act);
      else await expect(spend(proof.id, other, act)).rejects.toMatchObject(required);
    }
    const stale = await begin(other, 'email', { purpose: 'proof' });
    await answer(stale.id, { code: await codeOf(context, stale.id) });
    first.testLive.advance(5 * 60_000 + 1);
    await expect(spend(stale.id, other)).rejects.toMatchObject(required);
    first.testLive.advance(-5 * 60_000 - 1);
  });

  onStore('a rotated key loses nobody who was signing in', async () => {
    const person = await makePerson(context, applicationId);
    const [app, mail, any] = [await begin(person, 'totp'), await begin(person, 'email'), await begin(person, 'any')];
    const code = await codeOf(context, mail.id);
    await rotateApplicationKey(context, { actor: testActor, masterKeys: testMasterKeys, applicationId });
    await Promise.all(opened.map((one) => one.context.settings.refresh()));
    expect(await answer(mail.id, { code })).toMatchObject({ valid: true });
    expect(await answer(app.id, { code: person.code(now()) })).toMatchObject({ valid: true });
    expect(await answer(any.id, { code: person.recoveryCodes[0] })).toMatchObject({ valid: true });
  });

  const refusals: [what: string, body: object, expected: object][] = [
    ['a factor of nobody', { channel: 'totp', factor: 'fct_none' }, { details: { errors: [{ field: 'factor' }] } }],
    ['a type that the user has not', { channel: 'passkey' }, { details: { errors: [{ field: 'channel' }] } }],
    ['an unknown user', { channel: 'totp', user: 'nobody' }, { code: 'not_found' }],
  ];
  for (const [what, body, expected] of refusals) {
    onStore(`${what} starts nothing`, async () => {
      const person = await makePerson(context, applicationId);
      await expect(begin(person, 'totp', body)).rejects.toMatchObject(expected);
    });
  }

  onStore('a service account, and a channel outside the policy, are forbidden', async () => {
    const service = await makePerson(context, applicationId, { type: 'service' });
    await expect(begin(service, 'totp')).rejects.toMatchObject({ code: 'policy_forbids' });
    const strict = await newApplication(
      opened.map((one) => one.context),
      { policy: { factors: ['totp'] } },
    );
    const person = await makePerson(context, strict);
    const mail = start(context, strict, { channel: 'email', user: person.externalId });
    await expect(mail).rejects.toMatchObject({ code: 'policy_forbids' });
    const any = await start(context, strict, { channel: 'any', user: person.externalId });
    expect(any.available).toHaveLength(1);
  });

  onStore('another application finds neither the user nor the challenge', async () => {
    const stranger = await newApplication(opened.map((one) => one.context));
    const person = await makePerson(context, applicationId);
    const { id } = await begin(person, 'totp');
    const foreign = check(context, stranger, id, { code: person.code(now()) });
    await expect(foreign).rejects.toMatchObject({ code: 'challenge_not_found' });
    const user = start(context, stranger, { channel: 'totp', user: person.externalId });
    await expect(user).rejects.toMatchObject({ code: 'not_found' });
  });
});
