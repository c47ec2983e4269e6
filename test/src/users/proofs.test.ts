import { describe, expect } from '@jest/globals';
import { rotateApplicationKey } from '@otpost/core/keyring/rotate-application-key';
import { requireProof } from '@otpost/core/proof/require-proof';
import { testActor, testMasterKeys } from '../settings/open-test-process.js';
import { check, codeOf, start } from './challenges-of-users.js';
import { sharedStores } from './each-store.js';
import { makePerson, type Person } from './make-person.js';
import { useProcesses } from './use-processes.js';

describe.each(sharedStores)('proofs and keys, on %s', (_name, share) => {
  const own = useProcesses(share, { count: 3 });
  const now = () => Date.now();
  const begin = (person: Person, channel: string, more: object = {}) =>
    start(own.context, own.applicationId, { channel, user: person.externalId, ...more });
  const answer = (id: string, body: object, at = 0) => check(own.at(at), own.applicationId, id, body);

  own.test('a proof is spent once, by its user, for five minutes; a recovery code proves less', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const other = await makePerson(own.context, own.applicationId);
    const { policy } = own.context.settings.current().applications.get(own.applicationId)!.settings;
    const spend = async (proof: string, by = person, act: 'remove' | 'replace' | 'regenerate' = 'remove') =>
      requireProof(own.context, { user: await by.stored(), policy, act, proof });
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
    await answer(stale.id, { code: await codeOf(own.context, stale.id) });
    own.first.testLive.advance(5 * 60_000 + 1);
    await expect(spend(stale.id, other)).rejects.toMatchObject(required);
    own.first.testLive.advance(-5 * 60_000 - 1);
  });

  own.test('a rotated key loses nobody who was signing in', async () => {
    const person = await makePerson(own.context, own.applicationId);
    const [app, mail, any] = [await begin(person, 'totp'), await begin(person, 'email'), await begin(person, 'any')];
    const code = await codeOf(own.context, mail.id);
    await rotateApplicationKey(own.context, {
      actor: testActor,
      masterKeys: testMasterKeys,
      applicationId: own.applicationId,
    });
    await Promise.all(own.contexts.map(({ settings }) => settings.refresh()));
    expect(await answer(mail.id, { code })).toMatchObject({ valid: true });
    expect(await answer(app.id, { code: person.code(now()) })).toMatchObject({ valid: true });
    expect(await answer(any.id, { code: person.recoveryCodes[0] })).toMatchObject({ valid: true });
  });
});
