import { maskEmail, maskPhone } from '../address/mask.js';
import type { Keyring } from '../keyring/keyring.js';
import type { UserProfile, UserRecord } from '../user-records.js';
import { openExternalId, openProfile } from './user-profile.js';
import type { UserView } from './user-schemas.js';

interface ViewOptions {
  /** Lists and admins see addresses masked; the application sees those that it gave itself. */
  readonly masked: boolean;
}

function addressesOf({ email, phone }: UserProfile, { masked }: ViewOptions): Pick<UserView, 'email' | 'phone'> {
  if (!masked) return { email, phone };
  return { email: email === null ? null : maskEmail(email), phone: phone === null ? null : maskPhone(phone) };
}

/** What may be told of a user. Never a secret of a factor. */
export function viewUser(keyring: Keyring, user: UserRecord, options: ViewOptions): UserView {
  const profile = openProfile(keyring, user);
  return {
    id: openExternalId(keyring, user),
    type: user.type,
    ...addressesOf(profile, options),
    emailVerified: profile.emailVerified,
    phoneVerified: profile.phoneVerified,
    name: profile.name,
    locale: user.locale,
    attributes: { ...user.attributes },
    requirement: user.requirement,
    secondFactor: user.secondFactor,
    createdAt: new Date(user.createdAt).toISOString(),
    updatedAt: new Date(user.updatedAt).toISOString(),
  };
}
