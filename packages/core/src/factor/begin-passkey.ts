import type { Context } from '../context.js';
import type { ApplicationRecord } from '../records.js';
import { openProfile } from '../user/user-profile.js';
import type { PasskeyFactor, UserRecord } from '../user-records.js';
import { factorSeals } from './factor-seals.js';
import { newPasskeyChallenge, passkeyCreationOptions, passkeyUserHandle } from './passkey-options.js';
import type { PasskeyCreationOptions } from './passkey-schemas.js';
import { passkeySite } from './passkey-site.js';

/** WebAuthn L3 section 15.1: a registration takes at most ten minutes. */
const lifeMilliseconds = 600_000;

export interface BeginPasskey {
  readonly user: UserRecord;
  readonly application: ApplicationRecord;
  /** The id of the factor that begins. */
  readonly id: string;
  readonly name: string;
  /** The factor that stays in force until this one is confirmed. */
  readonly replaces: string | null;
}

export interface BegunPasskey {
  /** Pending: counts for nothing, and is forgotten unless it is confirmed in time. */
  readonly factor: PasskeyFactor;
  /** For `navigator.credentials.create()`. */
  readonly options: PasskeyCreationOptions;
}

export function activePasskeys(user: UserRecord): PasskeyFactor[] {
  return user.factors.filter((factor) => factor.type === 'passkey').filter(({ status }) => status === 'active');
}

/** Makes a pending passkey and what the browser needs for it; the caller adds it to the user. */
export function beginPasskey(context: Context, { user, application, id, name, replaces }: BeginPasskey): BegunPasskey {
  const { keyring } = context.settings.current();
  const challenge = newPasskeyChallenge(context);
  const profile = openProfile(keyring, user);
  const now = context.now();
  const factor: PasskeyFactor = {
    id,
    type: 'passkey',
    name,
    status: 'pending',
    createdAt: now,
    confirmedAt: null,
    lastUsedAt: null,
    pendingUntil: now + lifeMilliseconds,
    replaces,
    credentialId: '',
    publicKey: '',
    counter: 0,
    lastChallengeId: null,
    transports: [],
    backupEligible: false,
    backedUp: false,
    challengeSealed: keyring.seal(application.id, factorSeals.passkeyChallenge(user.id, id), challenge),
    possibleCloneAt: null,
  };
  const options = passkeyCreationOptions({
    site: passkeySite(context, application.settings),
    challenge,
    siteName: application.settings.brand.name ?? application.name,
    userHandle: passkeyUserHandle(keyring, user),
    userName: profile.email ?? profile.name ?? name,
    passkeys: activePasskeys(user),
    lifeMilliseconds,
  });
  return { factor, options };
}
