import { audited } from '../audit/audited.js';
import { createChallenge } from '../challenge/create-challenge.js';
import { parseRecipient } from '../challenge/recipient.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import type { Policy } from '../policy/policy-schema.js';
import { type Authority, canProve, requireAuthority } from '../proof/authority.js';
import type { Channel } from '../records.js';
import { changeUser } from '../user/change-user.js';
import type { UserOf } from '../user/require-user.js';
import type { FactorRecord, UserRecord } from '../user-records.js';
import { beginPasskey } from './begin-passkey.js';
import { addFactor } from './factor-list.js';
import type { BeginFactorInput, BegunFactor } from './factor-schemas.js';
import { viewFactor } from './factor-view.js';
import { newAddressFactor } from './new-address-factor.js';
import { newTotpFactor } from './new-totp-factor.js';
import { drawQrCode } from './qr-code.js';
import { type UserToSetUp, userToSetUp } from './set-up-user.js';

export interface BeginFactor extends UserOf {
  readonly authority: Authority;
  readonly input: BeginFactorInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

interface Made {
  readonly factor: FactorRecord;
  /** What is shown of it this once. */
  readonly shown: Partial<BegunFactor>;
}

function assertMayBegin(policy: Policy, user: UserRecord, { input, authority }: BeginFactor): void {
  if (!policy.factors.includes(input.type)) {
    throw new OtpostError('policy_forbids', `The policy does not allow ${input.type}`);
  }
  if (input.secret !== undefined && !authority.isAdmin) {
    throw new OtpostError('forbidden', 'Taking over a secret needs the scope "users.admin"');
  }
  const replaced = user.factors.find(({ id, status }) => id === input.replaces && status === 'active');
  if (input.replaces !== undefined && !replaced) throw invalidField('replaces', 'is no active factor of this user');
  const needsMail = policy.verifyBeforeFirst && !canProve(user, policy) && input.type !== 'email';
  if (needsMail && !authority.isAdmin) {
    throw new OtpostError('proof_required', 'The policy asks for a confirmed email address before any other factor');
  }
}

async function sendConfirmation(context: Context, { application, user }: UserToSetUp, channel: Channel, to: string) {
  const { view } = await createChallenge(context, {
    applicationId: application.id,
    input: { channel, to, purpose: 'verify-address', ...(user.locale === null ? {} : { locale: user.locale }) },
  });
  return view.id;
}

async function make(context: Context, target: UserToSetUp, request: BeginFactor): Promise<Made> {
  const { application, user } = target;
  const { input } = request;
  const id = request.id ?? newId('fct', context.randomBytes);
  const replaces = input.replaces ?? null;
  switch (input.type) {
    case 'totp': {
      const { factor, secret, uri } = newTotpFactor(context, { ...target, id, input });
      if (input.secret !== undefined) return { factor, shown: factor.weak ? { weak: true } : {} };
      return { factor, shown: { secret, uri, qr: await drawQrCode(uri) } };
    }
    case 'email':
    case 'sms': {
      const address = parseRecipient(input.type, input.to ?? '');
      const challengeId = await sendConfirmation(context, target, input.type, address.canonical);
      const { keyring } = context.settings.current();
      const fresh = { id, name: input.name ?? address.masked, replaces, challengeId, now: context.now() };
      return { factor: newAddressFactor(keyring, user.applicationId, address, fresh), shown: { challengeId } };
    }
    case 'passkey': {
      const begun = beginPasskey(context, { user, application, id, name: input.name ?? 'Passkey', replaces });
      return { factor: begun.factor, shown: { options: begun.options } };
    }
  }
}

/**
 * Begins a factor, which counts for nothing until it is confirmed: a new TOTP secret, shown this once; a code to an address;
 * or a passkey's options. A secret that is taken over is active at once, by the word of `users.admin`. A user who has a factor
 * must prove it. Throws `not_found`, `policy_forbids`, `proof_required`, `forbidden`, `conflict`, `invalid_request`, and what
 * a challenge to the address throws.
 */
export async function beginFactor(context: Context, request: BeginFactor): Promise<BegunFactor> {
  const target = await userToSetUp(context, request);
  const { application, user } = target;
  const { policy } = application.settings;
  const { authority, input } = request;
  assertMayBegin(policy, user, request);
  await requireAuthority(context, { user, policy, act: input.replaces === undefined ? 'add' : 'replace', authority });
  const { factor, shown } = await make(context, target, request);
  const write = () =>
    changeUser(context, user.id, (stored) => ({
      change: {
        factors: addFactor(stored.factors, factor, context.now()),
        // Who was asked for it by another system is asked for it here.
        ...(factor.status === 'active' ? { secondFactor: 'on' } : {}),
      },
      result: undefined,
    }));
  if (factor.status === 'pending') await write();
  else {
    const action = { actor: authority.actor, action: 'factor.import', target: user.id, applicationId: application.id };
    await audited(context, { ...action, data: { factor: factor.id, type: factor.type } }, write);
  }
  const expiresAt = factor.pendingUntil === null ? null : new Date(factor.pendingUntil).toISOString();
  return { ...viewFactor(factor), expiresAt, ...shown };
}
