import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import { newLiveId } from '@otpost/core/ids';
import { startReset } from '@otpost/core/reset/start-reset';
import { updateApplication } from '@otpost/core/settings/applications/update-application';
import { isTrustedDevice } from '@otpost/core/trusted-device/is-trusted-device';
import { listTrustedDevices } from '@otpost/core/trusted-device/list-trusted-devices';
import { revokeTrustedDevice } from '@otpost/core/trusted-device/revoke-trusted-device';
import { trustDevice } from '@otpost/core/trusted-device/trust-device';
import { userShard } from '@otpost/core/user/user-id';
import type { UserRecord } from '@otpost/core/user-records';
import { makeTestUser } from './make-test-user.js';
import { openUserStage, storeKinds, type UserStage } from './user-stage.js';

const kinds = await storeKinds();
const actor = 'key:test';
const day = 86_400_000;

describe.each(kinds)('a trusted device on $name', (kind) => {
  let stage: UserStage;
  let context: Context;
  let applicationId: string;
  let never: string;
  beforeAll(async () => {
    stage = await openUserStage(kind);
    context = stage.context;
    applicationId = await stage.addApplication({ policy: { trustedDeviceDays: 30, adminReset: 'immediate' } });
    never = await stage.addApplication();
  });
  afterAll(() => stage.close());

  let people = 0;
  async function person(application = applicationId): Promise<{ externalId: string; user: UserRecord }> {
    const externalId = `person${(people += 1)}`;
    const user = await makeTestUser(context, { applicationId: application, externalId, withTotp: true });
    return { externalId, user };
  }
  async function signIn(user: UserRecord, purpose = 'sign-in', approved = true): Promise<string> {
    const id = newLiveId('ch', userShard(user.id), randomBytes);
    const owner = { id, applicationId: user.applicationId, userId: user.id, channel: 'totp', purpose } as const;
    const content = { factorId: null, sealed: 'sealed', metadataSealed: null, bindingSealed: null };
    await context.live.userChallenges.create({ ...owner, ...content, lifeMilliseconds: 600_000, maxChecks: 5 });
    const answer = { id, applicationId: user.applicationId, request: '', by: 'fct_1' };
    if (approved) await context.live.userChallenges.approve(answer);
    return id;
  }
  const trust = (externalId: string, challenge: string, application = applicationId) =>
    trustDevice(context, { applicationId: application, externalId, actor, input: { name: 'Firefox', challenge } });
  async function trusted() {
    const { externalId, user } = await person();
    const device = await trust(externalId, await signIn(user));
    return { externalId, user, device };
  }

  test('is known by its token, of this user only, for the days of the policy', async () => {
    const { externalId, user, device } = await trusted();
    expect(device.token).toMatch(/^otd_[\w-]{22}_[\w-]{43}$/);
    expect(await isTrustedDevice(context, user, device.token)).toBe(true);
    expect(await isTrustedDevice(context, (await person()).user, device.token)).toBe(false);
    const last = device.token.endsWith('A') ? 'B' : 'A';
    for (const token of ['', 'otd_', `${device.token.slice(0, -1)}${last}`, `${device.token}A`, device.id]) {
      expect(await isTrustedDevice(context, user, token)).toBe(false);
    }
    const list = await listTrustedDevices(context, { applicationId, externalId });
    expect(list).toMatchObject([{ id: device.id, name: 'Firefox' }]);
    expect(list[0]).not.toHaveProperty('token');
    expect(list[0]?.lastUsedAt).not.toBeNull();
    stage.pass(30 * day);
    expect(await isTrustedDevice(context, user, device.token)).toBe(false);
    expect(await listTrustedDevices(context, { applicationId, externalId })).toEqual([]);
    stage.pass(8 * day);
    await purgeLeftovers(context, 30);
    expect(await context.store.trustedDevices.get(device.id)).toBeUndefined();
  });

  test('needs a fresh approved sign-in of this user, and one sign-in makes one device', async () => {
    const { externalId, user } = await person();
    const other = await signIn((await person()).user);
    const challenges = ['none', other, await signIn(user, 'proof'), await signIn(user, 'sign-in', false)];
    for (const challenge of challenges) {
      await expect(trust(externalId, challenge)).rejects.toMatchObject({ code: 'proof_required' });
    }
    const own = await signIn(user);
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => trust(externalId, own)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const late = await signIn(user);
    stage.pass(5 * 60_000 + 1000);
    await expect(trust(externalId, late)).rejects.toMatchObject({ code: 'proof_required' });
    // Nor does a clock that is set back make it fresh for longer.
    stage.pass(-3_600_000);
    await expect(trust(externalId, late)).rejects.toMatchObject({ code: 'proof_required' });
    stage.pass(3_600_000);
  });

  test('is refused by a policy that asks every time', async () => {
    const { externalId, user } = await person(never);
    await expect(trust(externalId, await signIn(user), never)).rejects.toMatchObject({ code: 'policy_forbids' });
  });

  test('is asked again from its revocation on, and only its own user may revoke it', async () => {
    const { externalId, user, device } = await trusted();
    const stranger = await person();
    const revoke = (id: string) =>
      revokeTrustedDevice(context, { applicationId, externalId: id, actor, deviceId: device.id });
    await expect(revoke(stranger.externalId)).rejects.toMatchObject({ code: 'not_found' });
    await revoke(externalId);
    expect(await isTrustedDevice(context, user, device.token)).toBe(false);
    await expect(revoke(externalId)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('ends with a reset', async () => {
    const { externalId, user, device } = await trusted();
    const input = { actor: 'admin-17', reason: 'Lost phone', checklist: [] };
    await startReset(context, { applicationId, externalId, actor, input });
    expect(await isTrustedDevice(context, user, device.token)).toBe(false);
  });

  test('is trusted for fewer days at once when the policy says so', async () => {
    const { user, device } = await trusted();
    stage.pass(2 * day);
    expect(await isTrustedDevice(context, user, device.token)).toBe(true);
    const version = (await context.store.applications.get(applicationId))?.version ?? 0;
    const settings = { policy: { trustedDeviceDays: 1 } };
    await updateApplication(context, { actor, id: applicationId, input: { version, settings } });
    expect(await isTrustedDevice(context, user, device.token)).toBe(false);
  });
});
