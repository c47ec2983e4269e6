import { addressPlace } from '../address/address-place.js';
import { activeAppPasswords } from '../app-password/active-app-passwords.js';
import { viewAppPassword } from '../app-password/app-password-schemas.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { currentFactors } from '../factor/factor-list.js';
import { viewFactor } from '../factor/factor-view.js';
import { viewAddressLimits } from '../limits/read-address-limits.js';
import { mailAddressesOf } from '../notice/addresses-of.js';
import type { ApplicationRecord, ChallengeRecord } from '../records.js';
import { viewResets } from '../reset/reset-view.js';
import { requireApplication } from '../settings/require-application.js';
import { viewTrustedDevice } from '../trusted-device/trusted-device-schemas.js';
import type { FactorRecord, RecoveryCodeSet, UserRecord } from '../user-records.js';
import { addressesOfUser } from './addresses-of-user.js';
import type { AdminFactorView, RecentChallengeView, WholeUserView } from './admin-user-schemas.js';
import { recoveryCodesLeft, viewUsersForAdmin } from './admin-user-view.js';
import { viewMfa } from './mfa-view.js';
import { requireUser, type UserOf } from './require-user.js';

const latest = 20;

const isoTime = (at: number): string => new Date(at).toISOString();
const isoTimeOrNull = (at: number | null): string | null => (at === null ? null : isoTime(at));

function viewFactorForAdmin(factor: FactorRecord): AdminFactorView {
  const address = 'addressMasked' in factor ? factor.addressMasked : null;
  return { ...viewFactor(factor), address, confirmedAt: isoTimeOrNull(factor.confirmedAt) };
}

function viewRecoveryCodes(user: UserRecord, codes: RecoveryCodeSet | null): WholeUserView['recoveryCodes'] {
  if (codes === null) return null;
  return { left: recoveryCodesLeft(user), made: codes.codes.length, madeAt: isoTime(codes.madeAt) };
}

function viewChallenge(record: ChallengeRecord): RecentChallengeView {
  const { id, channel, purpose, status, reason, addressMasked: to, sends, checks, createdAt, endedAt } = record;
  const times = { createdAt: isoTime(createdAt), endedAt: isoTimeOrNull(endedAt) };
  return { id, channel, purpose, status, reason, to, sends, checks, ...times };
}

/** Without Redis the rest of the page is told all the same. */
async function viewAddresses(
  context: Context,
  application: ApplicationRecord,
  user: UserRecord,
): Promise<WholeUserView['addresses']> {
  const { keyring } = context.settings.current();
  const views = addressesOfUser(keyring, user).map(async (address) => {
    const place = addressPlace(keyring, application.id, address);
    return { channel: address.channel, ...(await viewAddressLimits(context, { application, address, place })) };
  });
  try {
    return await Promise.all(views);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') return null;
    throw error;
  }
}

/** All that an admin may know of one user. Reads, and changes nothing. Throws `not_found`. */
export async function getUserForAdmin(context: Context, request: UserOf): Promise<WholeUserView> {
  const application = requireApplication(context, request.applicationId);
  const { policy } = application.settings;
  const user = await requireUser(context, request);
  const { store } = context;
  const now = context.now();
  const ofUser = { userId: { equals: user.id } };
  const [[view], appPasswords, devices, resets, challenges, addresses] = await Promise.all([
    viewUsersForAdmin(context, [user]),
    activeAppPasswords(context, user.id),
    store.trustedDevices.list(ofUser),
    store.resets.page(ofUser, { limit: latest }),
    store.challenges.page(ofUser, { limit: latest }),
    viewAddresses(context, application, user),
  ]);
  if (!view) throw new Error('One user has one view');
  const trusted = devices.filter(({ revokedAt, expiresAt }) => revokedAt === null && expiresAt > now);
  return {
    ...view,
    mfa: viewMfa(policy, user, now),
    factors: currentFactors(user.factors, now).map(viewFactorForAdmin),
    recoveryCodes: viewRecoveryCodes(user, user.recoveryCodes),
    appPasswords: appPasswords.map(viewAppPassword),
    trustedDevices: trusted.map(viewTrustedDevice),
    resets: await viewResets(context, resets),
    reset: {
      how: policy.adminReset,
      checklist: [...policy.resetChecklist],
      hasMail: mailAddressesOf(context, user).length > 0,
    },
    challenges: challenges.map(viewChallenge),
    addresses,
  };
}
