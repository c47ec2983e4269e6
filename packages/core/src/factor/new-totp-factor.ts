import type { Context } from '../context.js';
import { openExternalId, openProfile } from '../user/user-profile.js';
import type { TotpFactor } from '../user-records.js';
import { pendingLifeMilliseconds } from './factor-list.js';
import type { BeginFactorInput } from './factor-schemas.js';
import { factorSeals } from './factor-seals.js';
import type { UserToSetUp } from './set-up-user.js';
import { newTotpSecret, totpUri } from './totp-code.js';
import { type GivenSecret, readGivenSecret } from './totp-secret.js';

export interface NewTotp extends UserToSetUp {
  readonly id: string;
  readonly input: BeginFactorInput;
}

export interface MadeTotp {
  readonly factor: TotpFactor;
  /** Base32. */
  readonly secret: string;
  readonly uri: string;
}

function secretOf(context: Context, { application, input }: NewTotp): GivenSecret {
  const { algorithm, digits, period } = application.settings.totp;
  const defaults = { algorithm, digits, period };
  if (input.secret !== undefined) return readGivenSecret(input.secret, input, defaults);
  return { secret: newTotpSecret(context.randomBytes), weak: false, ...defaults };
}

/** A new secret, pending until a code of it comes back; or one taken over, which another system confirmed. */
export function newTotpFactor(context: Context, target: NewTotp): MadeTotp {
  const { application, user, id, input } = target;
  const { keyring } = context.settings.current();
  const { secret, weak, ...parameters } = secretOf(context, target);
  const now = context.now();
  const isTakenOver = input.secret !== undefined;
  const factor: TotpFactor = {
    id,
    type: 'totp',
    name: input.name ?? 'Authenticator app',
    status: isTakenOver ? 'active' : 'pending',
    createdAt: now,
    confirmedAt: isTakenOver ? now : null,
    lastUsedAt: null,
    pendingUntil: isTakenOver ? null : now + pendingLifeMilliseconds,
    replaces: input.replaces ?? null,
    secretSealed: keyring.seal(application.id, factorSeals.secret(user.id, id), secret),
    ...parameters,
    lastStep: -1,
    weak,
  };
  const profile = openProfile(keyring, user);
  const account = profile.email ?? profile.name ?? openExternalId(keyring, user);
  const issuer = application.settings.brand.name ?? application.name;
  return { factor, secret, uri: totpUri({ secret, issuer, account, ...parameters }) };
}
