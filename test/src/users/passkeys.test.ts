import { randomBytes } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import type { PasskeyRequestOptions } from '@otpost/core/factor/passkey-schemas';
import { changeUser } from '@otpost/core/user/change-user';
import type { PasskeyFactor } from '@otpost/core/user-records';
import { check, newApplication, start } from './challenges-of-users.js';
import { sharedStores } from './each-store.js';
import { makePerson, type Person } from './make-person.js';
import { begin, confirm } from './passkeys-for-test.js';
import { useProcesses } from './use-processes.js';
import { flag, type Lies, type VirtualAuthenticator, virtualAuthenticator } from './virtual-authenticator.js';

const origin = 'https://otpost.example.com';
const invert = (signature: Buffer) =>
  Buffer.from(signature.map((byte, at) => (at === signature.length - 1 ? byte ^ 1 : byte)));

const registrationLies: [fault: string, lies: Lies][] = [
  ['type', { type: 'webauthn.get' }],
  ['challenge', { challenge: randomBytes(32).toString('base64url') }],
  ['origin', { origin: 'https://evil.example.com' }],
  ['origin', { origin: `${origin}.evil.example` }],
  ['cross_origin', { crossOrigin: true }],
  ['cross_origin', { topOrigin: 'https://evil.example.com' }],
  ['rp_id', { rpId: 'evil.example.com' }],
  ['user_presence', { flags: (flags) => flags & ~flag.presence }],
  ['user_verification', { flags: (flags) => flags & ~flag.verification }],
  ['backup_state', { flags: (flags) => flags | flag.backedUp }],
  ['algorithm', { algorithm: -35 }],
  ['credential_id', { credentialId: randomBytes(1024) }],
  ['credential_id', { toldId: randomBytes(32).toString('base64url') }],
  ['malformed', { flags: (flags) => flags & ~flag.attested }],
];

const assertionLies: [fault: string, lies: Lies][] = [
  ['unknown_credential', { toldId: randomBytes(32).toString('base64url') }],
  ['user_handle', { userHandle: 'c29tZWJvZHkgZWxzZQ' }],
  ['type', { type: 'webauthn.create' }],
  ['challenge', { challenge: randomBytes(32).toString('base64url') }],
  ['origin', { origin: 'http://otpost.example.com' }],
  ['cross_origin', { crossOrigin: true }],
  ['rp_id', { rpId: 'evil.example.com' }],
  ['user_presence', { flags: (flags) => flags & ~flag.presence }],
  ['user_verification', { flags: (flags) => flags & ~flag.verification }],
  ['backup_state', { flags: (flags) => flags | flag.backedUp }],
  ['backup_state', { flags: (flags) => flags | flag.backupEligible }],
  ['signature', { signature: invert }],
  ['signature', { signature: () => randomBytes(70) }],
];

describe.each(sharedStores)('passkeys, on %s', (_name, share) => {
  const own = useProcesses(share);

  async function withPasskey(
    counts = true,
  ): Promise<{ person: Person; key: VirtualAuthenticator; factor: PasskeyFactor }> {
    const person = await makePerson(own.context, own.applicationId, { recoveryCodes: null });
    const key = virtualAuthenticator(origin, counts);
    const { factor, options } = await begin(own.context, person);
    await confirm(own.context, person, factor, key.register(options));
    return { person, key, factor };
  }
  async function challenge(
    person: Person,
    channel = 'passkey',
  ): Promise<{ id: string; options: PasskeyRequestOptions }> {
    const { id, options } = await start(own.context, own.applicationId, { channel, user: person.externalId });
    if (!options) throw new Error('A passkey may answer');
    return { id, options };
  }
  const answer = (id: string, passkey: unknown) => check(own.context, own.applicationId, id, { passkey });
  const passkeyOf = async (person: Person, id: string) =>
    (await person.stored()).factors.find((factor) => factor.id === id) as PasskeyFactor;

  own.test('two keys of one user are registered, excluded from the next set-up, and each signs in', async () => {
    const { person, key, factor } = await withPasskey();
    const second = virtualAuthenticator(origin, false);
    const begun = await begin(own.context, person);
    expect(begun.options.excludeCredentials).toHaveLength(1);
    expect(begun.options).toMatchObject({ attestation: 'none', rp: { id: 'otpost.example.com' } });
    expect(Buffer.from(begun.options.challenge, 'base64url')).toHaveLength(32);
    await confirm(own.context, person, begun.factor, second.register(begun.options));
    for (const [authenticator, id] of [
      [key, factor.id],
      [second, begun.factor.id],
      [second, begun.factor.id],
    ] as const) {
      const asked = await challenge(person);
      expect(asked.options.allowCredentials).toHaveLength(2);
      expect(await answer(asked.id, authenticator.assert(asked.options))).toMatchObject({ valid: true, factor: id });
    }
    expect(await passkeyOf(person, factor.id)).toMatchObject({ counter: 1, lastUsedAt: expect.any(Number) });
  });

  for (const [fault, lies] of registrationLies) {
    own.test(`a registration that lies is refused: ${fault} by ${Object.keys(lies)[0]}`, async () => {
      const person = await makePerson(own.context, own.applicationId, { recoveryCodes: null });
      const { factor, options } = await begin(own.context, person);
      const lie = confirm(own.context, person, factor, virtualAuthenticator(origin).register(options, lies));
      const message = expect.stringMatching(new RegExp(`^${fault}: `));
      await expect(lie).rejects.toMatchObject({ details: { errors: [{ field: 'passkey', message }] } });
      expect(await passkeyOf(person, factor.id)).toMatchObject({ status: 'pending' });
    });
  }

  own.test(
    'a registration is refused twice: the same credential for another user, until its owner has given it up',
    async () => {
      const { person, key, factor } = await withPasskey();
      const other = await makePerson(own.context, own.applicationId, { recoveryCodes: null });
      const { factor: theirs, options } = await begin(own.context, other);
      const response = key.register(options);
      await expect(confirm(own.context, other, theirs, response)).rejects.toMatchObject({ code: 'conflict' });
      await changeUser(own.context, person.userId, ({ factors }) => ({
        change: { factors: factors.filter(({ id }) => id !== factor.id) },
        result: null,
      }));
      await confirm(own.context, other, theirs, response);
      expect(await passkeyOf(other, theirs.id)).toMatchObject({ status: 'active' });
    },
  );

  own.test('a registration that answers the challenge of another set-up is refused', async () => {
    const [one, other] = [
      await makePerson(own.context, own.applicationId, { recoveryCodes: null }),
      await makePerson(own.context, own.applicationId, { recoveryCodes: null }),
    ];
    const [mine, theirs] = [await begin(own.context, one), await begin(own.context, other)];
    const foreign = confirm(own.context, one, mine.factor, virtualAuthenticator(origin).register(theirs.options));
    await expect(foreign).rejects.toMatchObject({ code: 'invalid_request' });
  });

  for (const [fault, lies] of assertionLies) {
    own.test(
      `an answer that lies is refused, costs a check and says why: ${fault} by ${Object.keys(lies)[0]}`,
      async () => {
        const { person, key } = await withPasskey();
        const { id, options } = await challenge(person);
        const told = await answer(id, key.assert(options, lies));
        expect(told).toEqual({
          status: 'pending',
          valid: false,
          checksLeft: 4,
          reason: 'wrong_code',
          passkeyFault: fault,
        });
        expect(await answer(id, key.assert(options))).toMatchObject({ valid: true });
      },
    );
  }

  own.test(
    'a response opens its own challenge once, and no other: replayed, of another challenge, of another user',
    async () => {
      const { person, key } = await withPasskey(false);
      const [first, second] = [await challenge(person), await challenge(person)];
      const response = key.assert(first.options);
      expect(await answer(second.id, response)).toMatchObject({ valid: false, passkeyFault: 'challenge' });
      expect(await answer(first.id, response)).toMatchObject({ valid: true });
      await expect(answer(first.id, response)).rejects.toMatchObject({ code: 'challenge_already_approved' });
      const { person: other } = await withPasskey();
      const theirs = await challenge(other);
      const foreign = await answer(theirs.id, key.assert(theirs.options));
      expect(foreign).toMatchObject({ valid: false, passkeyFault: 'unknown_credential' });
    },
  );

  own.test('a response that comes 100 times at once approves once, and shows no clone', async () => {
    const { person, key, factor } = await withPasskey();
    const { id, options } = await challenge(person);
    const response = key.assert(options);
    const told = await Promise.all(
      Array.from({ length: 100 }, () => answer(id, response).catch(({ code }) => ({ code }))),
    );
    expect(told.filter((one) => 'valid' in one && one.valid)).toHaveLength(1);
    expect(told.filter((one) => 'valid' in one && one.reason === 'wrong_code')).toEqual([]);
    expect(await passkeyOf(person, factor.id)).toMatchObject({ possibleCloneAt: null });
  });

  own.test(
    'a copied key whose counter lags is refused and shows the passkey as a possible clone; a forged counter shows nothing',
    async () => {
      const { person, key, factor } = await withPasskey();
      const clone = key.clone();
      const noticesBefore = (await own.context.store.notices.list({})).length;
      for (let at = 0; at < 2; at += 1) {
        const { id, options } = await challenge(person);
        expect(await answer(id, key.assert(options))).toMatchObject({ valid: true });
      }
      const forged = await challenge(person);
      const noise = key.assert(forged.options, { counter: 1, signature: invert });
      expect(await answer(forged.id, noise)).toMatchObject({ passkeyFault: 'signature' });
      expect(await passkeyOf(person, factor.id)).toMatchObject({ possibleCloneAt: null });
      const { id, options } = await challenge(person);
      const told = await answer(id, clone.assert(options));
      expect(told).toMatchObject({ valid: false, passkeyFault: 'possible_clone', checksLeft: 4 });
      const audited = await own.context.store.audit.list({ target: { equals: person.userId } });
      expect(audited.map(({ action }) => action)).toEqual(['passkey.possible_clone']);
      const mails = (await own.context.store.notices.list({})).length;
      const again = await challenge(person);
      expect(await answer(again.id, clone.assert(again.options))).toMatchObject({ passkeyFault: 'possible_clone' });
      expect(await own.context.store.notices.list({})).toHaveLength(mails);
      expect(mails).toBeGreaterThan(noticesBefore);
      expect(await passkeyOf(person, factor.id)).toMatchObject({ possibleCloneAt: expect.any(Number), counter: 2 });
    },
  );

  own.test('a passkey answers any, and a user who is stopped for guessing', async () => {
    const { person, key } = await withPasskey();
    await changeUser(own.context, person.userId, () => ({
      change: { failedChecks: 100, lastFailedAt: own.context.now() },
      result: null,
    }));
    const { id, options } = await challenge(person, 'any');
    await expect(check(own.context, own.applicationId, id, { code: person.code(Date.now()) })).rejects.toMatchObject({
      code: 'rate_limited',
    });
    expect(await answer(id, key.assert(options))).toMatchObject({ valid: true });
    expect(await person.stored()).toMatchObject({ failedChecks: 0 });
  });

  own.test('the site is the application’s own setting', async () => {
    const settings = { rpId: 'shop.example', origins: ['https://shop.example', 'https://www.shop.example'] };
    const shop = await newApplication([own.context], settings);
    const person = await makePerson(own.context, shop, { recoveryCodes: null });
    const { factor, options } = await begin(own.context, person);
    expect(options.rp.id).toBe('shop.example');
    const stranger = confirm(own.context, person, factor, virtualAuthenticator(origin).register(options));
    await expect(stranger).rejects.toMatchObject({ code: 'invalid_request' });
    await confirm(own.context, person, factor, virtualAuthenticator('https://www.shop.example').register(options));
  });
});
