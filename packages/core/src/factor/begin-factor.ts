import type { Address } from '../address/address.js';
import { audited } from '../audit/audited.js';
import { createChallenge } from '../challenge/create-challenge.js';
import { assertMayReceive, parseRecipient } from '../challenge/recipient.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf, type UserEvent } from '../notice/user-news.js';
import type { Policy } from '../policy/policy-schema.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { changeUser } from '../user/change-user.js';
import type { UserOf } from '../user/require-user.js';
import type { AddressFactor, FactorRecord, UserRecord } from '../user-records.js';
import { beginPasskey } from './begin-passkey.js';
import { addFactor } from './factor-list.js';
import type { BeginFactorInput, BegunFactor } from './factor-schemas.js';
import { viewFactor } from './factor-view.js';
import { newAddressFactor } from './new-address-factor.js';
import { newTotpFactor } from './new-totp-factor.js';
import { drawQrCode } from './qr-code.js';
import { sameTotp } from './same-totp.js';
import { type UserToSetUp, userToSetUp } from './set-up-user.js';

export interface BeginFactor extends UserOf {
  readonly authority: Authority;
  readonly input: BeginFactorInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

export interface Begun {
  /** False for a secret that the user has already: nothing was done. */
  readonly isNew: boolean;
  readonly begun: BegunFactor;
}

type Drafted =
  | {
      readonly factor: FactorRecord;
      /** What is shown of it this once. */
      readonly shown: Partial<BegunFactor>;
      readonly confirms?: undefined;
    }
  | {
      readonly factor: AddressFactor;
      readonly shown: Partial<BegunFactor>;
      /** Where the code goes that confirms it. */
      readonly confirms: Address;
    };

function assertMayBegin(policy: Policy, user: UserRecord, { input, authority }: BeginFactor): void {
  if (!policy.factors.includes(input.type)) {
    throw new OtpostError('policy_forbids', `The policy does not allow ${input.type}`);
  }
  if (input.secret !== undefined && !authority.isAdmin) {
    throw new OtpostError('forbidden', 'Taking over a secret needs the scope "users.admin"');
  }
  const replaced = user.factors.find(({ id, status }) => id === input.replaces && status === 'active');
  if (input.replaces !== undefined && !replaced) throw invalidField('replaces', 'is no active factor of this user');
}

/** The code that confirms an address; a user who begins the same address again joins their own, and nobody else's. */
async function sendConfirmation(context: Context, { application, user }: UserToSetUp, to: Address): Promise<string> {
  const locale = user.locale === null ? {} : { locale: user.locale };
  const { view } = await createChallenge(context, {
    applicationId: application.id,
    input: { channel: to.channel, to: to.canonical, purpose: 'verify-address', session: user.id, ...locale },
  });
  return view.id;
}

/** All that can be judged before the proof is spent and anything is sent. */
async function draft(context: Context, target: UserToSetUp, request: BeginFactor): Promise<Drafted> {
  const { application, user } = target;
  const { input } = request;
  const id = request.id ?? newId('fct', context.randomBytes);
  const replaces = input.replaces ?? null;
  switch (input.type) {
    case 'totp': {
      const { factor, secret, uri } = newTotpFactor(context, { ...target, id, input });
      if (input.secret !== undefined) return { factor, shown: {} };
      return { factor, shown: { secret, uri, qr: await drawQrCode(uri) } };
    }
    case 'email':
    case 'sms': {
      const confirms = parseRecipient(input.type, input.to ?? '');
      assertMayReceive(application.settings, confirms);
      const { keyring } = context.settings.current();
      const fresh = { id, name: input.name ?? confirms.masked, replaces, now: context.now() };
      return { factor: newAddressFactor(keyring, user, confirms, fresh), shown: {}, confirms };
    }
    case 'passkey': {
      const begun = beginPasskey(context, { user, application, id, name: input.name ?? 'Passkey', replaces });
      return { factor: begun.factor, shown: { options: begun.options } };
    }
  }
}

async function store(context: Context, user: UserRecord, factor: FactorRecord, event?: UserEvent): Promise<void> {
  await changeUser(context, user.id, (stored) => ({
    change: {
      factors: addFactor(stored.factors, factor, context.now()),
      // Who was asked for it by another system is asked for it here.
      ...(factor.status === 'active' ? { secondFactor: 'on' } : {}),
    },
    result: undefined,
    news: event && newsOf(context, stored, event),
  }));
}

async function takeOver(context: Context, request: BeginFactor, user: UserRecord, factor: FactorRecord): Promise<void> {
  const { authority, input } = request;
  const { applicationId } = user;
  const action = { actor: authority.actor, action: 'factor.import', target: user.id, applicationId };
  const data = { factor: factor.id, type: factor.type };
  const event = (input.notify ?? true) ? ({ kind: 'factor_added', factor: factor.name } as const) : undefined;
  await audited(context, { ...action, data }, () => store(context, user, factor, event));
  if (event) await tellNews(context, user.id);
}

function viewBegun(factor: FactorRecord, shown: Partial<BegunFactor> = {}): BegunFactor {
  const expiresAt = factor.pendingUntil === null ? null : new Date(factor.pendingUntil).toISOString();
  return { ...viewFactor(factor), expiresAt, ...shown };
}

/**
 * Begins a factor, which counts for nothing until it is confirmed: a new TOTP secret, shown this once; a code to an address;
 * or a passkey's options. A secret that is taken over is active at once, by the word of `users.admin`; taken over again it is
 * the factor that it was. A user who has a factor must prove it. Throws `not_found`, `policy_forbids`, `proof_required`,
 * `forbidden`, `conflict`, `invalid_request`, and what a challenge to the address throws.
 */
export async function beginFactor(context: Context, request: BeginFactor): Promise<Begun> {
  const target = await userToSetUp(context, request);
  const { application, user } = target;
  const { policy } = application.settings;
  const { authority, input } = request;
  assertMayBegin(policy, user, request);
  const drafted = await draft(context, target, request);
  if (input.secret !== undefined) {
    const same = sameTotp(context.settings.current().keyring, user, drafted.factor);
    if (same) return { isNew: false, begun: viewBegun(same) };
  }
  addFactor(user.factors, drafted.factor, context.now());
  await requireAuthority(context, {
    user,
    policy,
    act: input.replaces === undefined ? 'add' : 'replace',
    authority,
    confirmsOwnAddress: drafted.factor.type === 'email' && drafted.factor.addressHash === user.emailHash,
  });
  if (drafted.factor.status === 'active') {
    await takeOver(context, request, user, drafted.factor);
    return { isNew: true, begun: viewBegun(drafted.factor) };
  }
  if (!drafted.confirms) {
    await store(context, user, drafted.factor);
    return { isNew: true, begun: viewBegun(drafted.factor, drafted.shown) };
  }
  const challengeId = await sendConfirmation(context, target, drafted.confirms);
  await store(context, user, { ...drafted.factor, challengeId });
  return { isNew: true, begun: viewBegun(drafted.factor, { challengeId }) };
}
