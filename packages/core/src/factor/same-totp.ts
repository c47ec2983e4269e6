import type { Keyring } from '../keyring/keyring.js';
import type { FactorRecord, TotpFactor, UserRecord } from '../user-records.js';
import { factorSeals } from './factor-seals.js';

/** The user's own app that makes the same codes; undefined when there is none. */
export function sameTotp(keyring: Keyring, user: UserRecord, taken: FactorRecord): TotpFactor | undefined {
  if (taken.type !== 'totp') return undefined;
  const secretOf = ({ id, secretSealed }: TotpFactor): string =>
    keyring.unseal(user.applicationId, factorSeals.secret(user.id, id), secretSealed);
  const secret = secretOf(taken);
  return user.factors
    .filter((factor) => factor.type === 'totp')
    .filter(({ status }) => status === 'active')
    .find((factor) => secretOf(factor) === secret);
}
