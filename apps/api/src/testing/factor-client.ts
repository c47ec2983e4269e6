import { expect } from '@jest/globals';
import type { ChallengeView, CheckView } from '@otpost/core/challenge/challenge-schemas';
import type { BegunFactor, CheckedRecoveryCode, ConfirmedFactor } from '@otpost/core/factor/factor-schemas';
import type { MfaView } from '@otpost/core/user/mfa-schemas';
import { requireUser } from '@otpost/core/user/require-user';
import type { UserRecord } from '@otpost/core/user-records';
import { earlierCode, totpApp } from '@otpost/test/users/totp-app';
import type { WholeApi } from './start-whole-api.js';
import type { CallOptions, UserClient, UserReply } from './user-client.js';

/** A user with an authenticator app. */
export interface Enrolled {
  readonly id: string;
  readonly factor: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
  /** A code of a later step the first two times, which a window of one step lets through. */
  readonly next: () => string;
}

let people = 0;

export const userPath = (id: string, more = ''): string => `/v1/users/${encodeURIComponent(id)}${more}`;

/** Another six digits. */
export const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

/** An application that sets its users up, as its own backend sees the API. */
export interface FactorClient {
  readonly client: UserClient;
  someone(fields?: object): Promise<string>;
  begin<Body = BegunFactor>(id: string, body: object, options?: CallOptions): Promise<UserReply<Body>>;
  confirm<Body = ConfirmedFactor>(id: string, fid: string, body: object): Promise<UserReply<Body>>;
  enrolled(): Promise<Enrolled>;
  /** The header of a proof that was given by this answer. */
  proofOf(id: string, code: string): Promise<CallOptions>;
  challenge(id: string): Promise<string>;
  check<Body = CheckView>(challengeId: string, code: string): Promise<UserReply<Body>>;
  useRecoveryCode(id: string, code: string): Promise<UserReply<CheckedRecoveryCode>>;
  mfa(id: string): Promise<MfaView>;
  stored(id: string): Promise<UserRecord>;
}

export function newFactorClient(whole: WholeApi, client: UserClient): FactorClient {
  const begin: FactorClient['begin'] = (id, body, options = {}) =>
    client.call('POST', userPath(id, '/factors'), body, options);
  const confirm: FactorClient['confirm'] = (id, fid, body) =>
    client.call('POST', userPath(id, `/factors/${fid}/confirm`), body);
  const create = async (body: object): Promise<string> =>
    (await client.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', ...body })).body.id;
  const check: FactorClient['check'] = (challengeId, code) =>
    client.call('POST', `/v1/challenges/${challengeId}/check`, { code });
  const someone = async (fields: object = {}): Promise<string> => {
    const id = `person-${(people += 1)}`;
    expect((await client.call('PUT', userPath(id), fields)).status).toBe(201);
    return id;
  };
  return {
    client,
    begin,
    confirm,
    check,
    someone,
    challenge: (id) => create({ user: id }),
    enrolled: async () => {
      const id = await someone();
      const { body } = await begin(id, { type: 'totp' });
      const secret = body.secret ?? '';
      const code = totpApp(secret);
      const { body: done } = await confirm(id, body.id, { code: await earlierCode(code) });
      if (!done.valid) throw new Error(`The app of ${id} could not be set up: ${done.reason}`);
      let ahead = 0;
      const next = () => code(Date.now() + 30_000 * Math.min(1, ahead++));
      return { id, factor: body.id, secret, recoveryCodes: done.recoveryCodes ?? [], next };
    },
    proofOf: async (id, code) => {
      const challengeId = await create({ user: id, purpose: 'proof' });
      expect((await check(challengeId, code)).body.valid).toBe(true);
      return { headers: { 'otpost-proof': challengeId } };
    },
    useRecoveryCode: (id, code) => client.call('POST', userPath(id, '/recovery-codes/check'), { code }),
    mfa: async (id) => (await client.call<MfaView>('GET', userPath(id, '/mfa'))).body,
    stored: (externalId) => requireUser(whole.opened.context, { applicationId: client.applicationId, externalId }),
  };
}
