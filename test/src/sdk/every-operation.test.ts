import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { operationsOf, sdkDocument } from '@otpost/api/docs/sdk/sdk-document';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { createOtpost, type Otpost, type ProofOptions } from '@otpost/sdk';

const why = { actor: 'support', reason: 'Ticket 7' };

/** Every function of the client once, the pages of lists by `all`. With a proof wherever one is taken. */
const calls: readonly ((otpost: Otpost, proof: ProofOptions) => unknown)[] = [
  ({ challenges }) => challenges.create({ channel: 'email', to: 'you@example.com' }),
  ({ challenges }) => challenges.get('id'),
  ({ challenges }) => challenges.check('id', { code: '123456' }),
  ({ challenges }) => challenges.resend('id'),
  ({ challenges }) => challenges.cancel('id'),
  ({ deliveries }) => deliveries.all({ status: 'failed' }).next(),
  ({ deliveries }) => deliveries.get('id'),
  ({ users }) => users.put('id', { name: 'Ada' }),
  ({ users }) => users.get('id'),
  ({ users }) => users.all({ type: 'person' }).next(),
  ({ users }) => users.erase('id'),
  ({ users }) => users.mfa('id', { device: 'token' }),
  ({ users }, proof) => users.switchSecondFactor('id', { state: 'off' }, proof),
  ({ users }) => users.setRequirement('id', { required: true, ...why }),
  ({ users }) => users.disable('id', why),
  ({ users }) => users.release('id', why),
  ({ factors }) => factors.list('id'),
  ({ factors }, proof) => factors.begin('id', { type: 'totp' }, proof),
  ({ factors }, proof) => factors.confirm('id', 'fid', { code: '123456' }, proof),
  ({ factors }) => factors.rename('id', 'fid', { name: 'Phone' }),
  ({ factors }, proof) => factors.remove('id', 'fid', proof),
  ({ recoveryCodes }, proof) => recoveryCodes.make('id', proof),
  ({ recoveryCodes }) => recoveryCodes.check('id', { code: 'ABCD' }),
  ({ appPasswords }, proof) => appPasswords.create('id', { name: 'Backup' }, proof),
  ({ appPasswords }) => appPasswords.list('id'),
  ({ appPasswords }) => appPasswords.revoke('id', 'pid'),
  ({ appPasswords }) => appPasswords.check('id', { password: 'abcd' }),
  ({ trustedDevices }) => trustedDevices.trust('id', { name: 'Firefox', challenge: 'ch_1' }),
  ({ trustedDevices }) => trustedDevices.list('id'),
  ({ trustedDevices }) => trustedDevices.revoke('id', 'did'),
  ({ resets }) => resets.start('id', why),
  ({ resets }) => resets.cancel('id', why),
  ({ resets }) => resets.all({ status: 'mailed' }).next(),
  ({ pageSessions }) => pageSessions.create({ user: 'id', flow: 'challenge', returnUrl: 'https://shop.example/' }),
  ({ pageSessions }) => pageSessions.result('id'),
  ({ webhooks }) => webhooks.create({ url: 'https://shop.example/otpost' }),
  ({ webhooks }) => webhooks.list(),
  ({ webhooks }) => webhooks.get('id'),
  ({ webhooks }) => webhooks.update('id', { version: 1, enabled: true }),
  ({ webhooks }) => webhooks.delete('id'),
  ({ webhooks }) => webhooks.rotateSecret('id'),
  ({ webhooks }) => webhooks.sendTest('id'),
  ({ webhooks }) => webhooks.allMessages('id', { status: 'failed' }).next(),
  ({ webhooks }) => webhooks.replay('id', 'mid'),
  ({ webhooks }) => webhooks.replayFailed('id', { since: '2026-11-26T10:00:00Z' }),
  ({ testMode }) => testMode.moveClock({ advanceSeconds: 60 }),
];

/** They work while Redis is away, where keys are kept: the client sends none unless it is given one. */
const keyless = ['POST /v1/users/{id}/recovery-codes/check', 'POST /v1/users/{id}/app-passwords/check'];

const rows = { deliveries: [], users: [], resets: [], messages: [], nextCursor: null };
let fake: FakeHttp;
beforeAll(async () => {
  const headers = { 'content-type': 'application/json' };
  fake = await startFakeHttp({ accepted: () => ({ status: 200, headers, body: JSON.stringify(rows) }) });
});
afterAll(() => fake.close());

test('the client has every path and method of the document, with the headers that each takes', async () => {
  const otpost = createOtpost({ baseUrl: fake.origin, apiKey: `otp_live_abcd1234_${'x'.repeat(49)}` });
  for (const call of calls) await call(otpost, { proof: 'ch_proof' });

  const sent = fake.received.map(({ method, path, headers, body }) => {
    const template = (path.split('?')[0] ?? '').replaceAll(/\/(id|fid|pid|did|mid)(?=\/|$)/g, '/{$1}');
    const hasHeader = (name: string): boolean => headers[name] !== undefined;
    return {
      name: `${method} ${template}`,
      hasKey: hasHeader('idempotency-key'),
      hasProof: hasHeader('otpost-proof'),
      hasBody: body !== '',
      query: [...new URL(path, fake.origin).searchParams.keys()].length > 0,
    };
  });
  const documented = operationsOf(sdkDocument()).map(({ name, parameters = [], requestBody }) => ({
    name,
    hasKey: parameters.some((one) => one.name === 'Idempotency-Key') && !keyless.includes(name),
    hasProof: parameters.some((one) => one.name === 'Otpost-Proof'),
    hasBody: requestBody?.required ?? false,
    query: parameters.some((one) => one.in === 'query'),
  }));
  const byName = (one: { name: string }, other: { name: string }): number => (one.name < other.name ? -1 : 1);
  expect(sent.toSorted(byName)).toEqual(documented.toSorted(byName));
});
