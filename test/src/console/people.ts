import { randomBytes } from 'node:crypto';
import { createAppPassword } from '@otpost/core/app-password/create-app-password';
import type { Context } from '@otpost/core/context';
import { requestReset } from '@otpost/core/reset/request-reset';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { createSuppression } from '@otpost/core/suppression/change-suppressions';
import { putUser } from '@otpost/core/user/put-user';
import { requireUser } from '@otpost/core/user/require-user';
import type { UserRecord } from '@otpost/core/user-records';
import { sampleChallenge } from '@otpost/store/contract/sample-records';
import { sampleTrustedDevice } from '@otpost/store/contract/sample-user-records';
import { makeTestUser } from '../users/make-test-user.js';

/** What of the whole API is needed; this room may not know its tests. */
interface Whole {
  readonly opened: { readonly context: Context };
  addApplication(name: string, settings: SettingsPatch): Promise<{ applicationId: string; key: string }>;
}

export interface People {
  readonly shop: string;
  readonly other: string;
  /** Of the shop. */
  readonly key: string;
  /** The user of the shop as it is stored. */
  stored(externalId: string): Promise<UserRecord>;
}

const actor = 'operator:test';
const minute = 60_000;

async function addChallenges({ opened: { context } }: Whole, user: UserRecord): Promise<void> {
  const now = Date.now();
  const common = { userId: user.id, applicationId: user.applicationId, addressSealed: null, addressHash: null };
  const challenge = (minutesAgo: number, fields: object) =>
    sampleChallenge({
      ...common,
      id: `och_${randomBytes(16).toString('hex')}`,
      createdAt: now - minutesAgo * minute,
      endedAt: now - minutesAgo * minute + 20_000,
      ...fields,
    });
  await context.store.challenges.saveNewer([
    challenge(3, { channel: 'totp', status: 'max_checks_reached', addressMasked: '', reason: null }),
    challenge(90, { channel: 'email', status: 'approved', addressMasked: 'a***@e***.com', reason: null }),
    challenge(3000, {
      channel: 'email',
      status: 'undeliverable',
      addressMasked: 'a***@e***.com',
      reason: 'suppressed',
    }),
  ]);
}

/** Ana has everything and must wait; others are stopped, ask for a reset, or are new. Two applications. */
export async function makePeople(whole: Whole): Promise<People> {
  const { context } = whole.opened;
  const checklist = ['Does the name fit the customer number?', 'Did they know their last invoice?'];
  const { applicationId: shop, key } = await whole.addApplication('Web shop', {
    smsCountries: ['*'],
    policy: { requirement: 'required', adminReset: 'mailed', resetChecklist: checklist },
  });
  const { applicationId: other } = await whole.addApplication('Staff portal', { smsCountries: ['*'] });
  await context.settings.refresh();
  const now = Date.now();
  const person = (externalId: string, fields: Partial<UserRecord>, more = {}) =>
    makeTestUser(context, { applicationId: shop, externalId, withTotp: true, ...more, fields });
  const email = 'ana.kovac@example.com';
  const ana = await person('user-1042', { failedChecks: 13, lastFailedAt: now, lastSignInAt: now - 90 * minute }, {});
  await putUser(context, {
    applicationId: shop,
    externalId: 'user-1042',
    actor,
    input: { name: 'Ana Kovač', email, emailVerified: true, phone: '+38640123456' },
  });
  await addChallenges(whole, ana);
  const authority = { actor, isAdmin: true, proof: undefined };
  const input = { name: 'Calendar on the tablet', reveal: false };
  await createAppPassword(context, { applicationId: shop, externalId: 'user-1042', authority, input });
  const device = {
    applicationId: shop,
    userId: ana.id,
    createdAt: now - 5000 * minute,
    updatedAt: now,
    revokedAt: null,
  };
  await context.store.trustedDevices.insert(
    sampleTrustedDevice({ ...device, name: 'Firefox on Windows', lastUsedAt: now - minute, expiresAt: now + 1e9 }),
  );
  await person('user-2001', { failedChecks: 100, lastFailedAt: now - 400 * minute, lastSignInAt: now - 1e9 });
  await person('user-2002', { lastSignInAt: now - 1e8 }, { email: 'lost@example.com' });
  await requestReset(context, { applicationId: shop, externalId: 'user-2002' });
  await person('user-2003', { failedChecks: 15, lastFailedAt: now });
  await person('user-2004', {}, { withTotp: false });
  await makeTestUser(context, { applicationId: other, externalId: 'robot-7', fields: { type: 'service' } });
  for (const [address, reason] of [
    ['gone@example.com', 'hard_bounce'],
    ['angry@example.com', 'complaint'],
  ] as const) {
    await createSuppression(context, { actor, input: { applicationId: shop, channel: 'email', address, reason } });
  }
  return { shop, other, key, stored: (externalId) => requireUser(context, { applicationId: shop, externalId }) };
}
