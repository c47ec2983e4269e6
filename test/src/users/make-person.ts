import { randomBytes } from 'node:crypto';
import { parseEmail } from '@otpost/core/address/parse-email';
import type { Context } from '@otpost/core/context';
import { factorSeals } from '@otpost/core/factor/factor-seals';
import { newRecoveryCodes } from '@otpost/core/factor/recovery-code';
import { newTotpSecret } from '@otpost/core/factor/totp-code';
import { newId } from '@otpost/core/ids';
import { userRecordId } from '@otpost/core/user/user-id';
import { emptyProfile, sealExternalId, sealProfile } from '@otpost/core/user/user-profile';
import type { AddressFactor, TotpFactor, UserRecord } from '@otpost/core/user-records';
import { totpApp } from './totp-app.js';

const created = { status: 'active', confirmedAt: 0, lastUsedAt: null, pendingUntil: null, replaces: null } as const;

export interface Person {
  /** The application's own id. */
  readonly externalId: string;
  readonly userId: string;
  readonly totpId: string;
  readonly emailId: string;
  readonly email: string;
  readonly recoveryCodes: readonly string[];
  /** The code that the person's app shows at this time. */
  code(now: number): string;
  /** Six digits that are right at no near time. */
  wrongCode(now: number): string;
  stored(): Promise<UserRecord>;
}

type Owner = Pick<UserRecord, 'id' | 'applicationId'>;

function totpFactor(context: Context, { id: userId, applicationId }: Owner, secret: string): TotpFactor {
  const id = newId('fct', randomBytes);
  const { keyring } = context.settings.current();
  const secretSealed = keyring.seal(applicationId, factorSeals.secret(userId, id), secret);
  const parameters = { algorithm: 'SHA1', digits: 6, period: 30, lastStep: -1, weak: false } as const;
  return { ...created, ...parameters, id, type: 'totp', name: 'Phone', createdAt: context.now(), secretSealed };
}

function emailFactor(context: Context, { id: userId, applicationId }: Owner, email: string): AddressFactor {
  const id = newId('fct', randomBytes);
  const { keyring } = context.settings.current();
  const parsed = parseEmail(email);
  if (!parsed.ok) throw new Error(parsed.reason);
  return {
    ...created,
    id,
    type: 'email',
    name: 'Mail',
    createdAt: context.now(),
    addressSealed: keyring.seal(applicationId, factorSeals.address(userId, id), parsed.address.canonical),
    addressMasked: parsed.address.masked,
    addressHash: keyring.indexHash('address-identity', applicationId, parsed.address.identity),
    challengeId: null,
  };
}

/** A user with an app, a mailbox and five recovery codes, as set-up leaves them. */
export async function makePerson(
  context: Context,
  applicationId: string,
  changes: Partial<UserRecord> = {},
): Promise<Person> {
  const { keyring } = context.settings.current();
  const externalId = `person-${randomBytes(6).toString('hex')}`;
  const userId = userRecordId(keyring, applicationId, externalId);
  const email = `${externalId}@example.com`;
  const secret = newTotpSecret(randomBytes);
  const totp = totpFactor(context, { id: userId, applicationId }, secret);
  const mail = emailFactor(context, { id: userId, applicationId }, email);
  const given = changes.recoveryCodes === undefined ? await newRecoveryCodes(5, randomBytes, context.now()) : undefined;
  const now = context.now();
  const user: UserRecord = {
    id: userId,
    version: 1,
    createdAt: now,
    updatedAt: now,
    applicationId,
    externalIdSealed: sealExternalId(keyring, applicationId, userId, externalId),
    type: 'person',
    profileSealed: sealProfile(keyring, applicationId, userId, emptyProfile),
    emailHash: null,
    phoneHash: null,
    locale: null,
    attributes: {},
    requirement: 'inherit',
    factors: [totp, mail],
    recoveryCodes: given?.set ?? null,
    secondFactor: 'on',
    mustReplace: false,
    requiredSince: null,
    failedChecks: 0,
    lastFailedAt: null,
    lastSignInAt: null,
    news: null,
    newsSince: null,
    ...changes,
  };
  if ((await context.store.users.insert(user)) !== 'inserted') throw new Error('This person exists');
  const code = totpApp(secret);
  const near = (at: number) => Array.from({ length: 31 }, (_, step) => code(at + (step - 15) * 30_000));
  return {
    externalId,
    userId,
    totpId: totp.id,
    emailId: mail.id,
    email,
    recoveryCodes: given?.codes ?? [],
    code,
    wrongCode: (at) => {
      const right = new Set(near(at));
      for (let guess = 0; ; guess += 1) {
        const code = String(guess).padStart(6, '0');
        if (!right.has(code)) return code;
      }
    },
    stored: async () => {
      const stored = await context.store.users.get(userId);
      if (!stored) throw new Error('This person is gone');
      return stored;
    },
  };
}
