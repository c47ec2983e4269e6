import type { Context } from '../context.js';
import { invalidField, OtpostError, unavailable } from '../errors.js';
import { openFactorAddress } from '../factor/factor-address.js';
import { newPasskeyChallenge, passkeyRequestOptions } from '../factor/passkey-options.js';
import { passkeySite } from '../factor/passkey-site.js';
import { newLiveId, shardOf } from '../ids.js';
import { owesOwnAddress } from '../proof/can-prove.js';
import type { ApplicationRecord, Channel } from '../records.js';
import { tracedCreate } from '../trace/traced-create.js';
import { requireOwnAddress } from '../user/require-own-address.js';
import { requireUser } from '../user/require-user.js';
import { userRecordId, userShard } from '../user/user-id.js';
import type { AddressFactor, FactorRecord, UserRecord } from '../user-records.js';
import { answeringFactors, namedFactors } from './answering-factors.js';
import { applicationOf } from './application-of.js';
import { rateLimited } from './challenge-errors.js';
import type { CreateChallengeInput, UserChallengeInput } from './challenge-schemas.js';
import { viewChallenge } from './challenge-view.js';
import { createChallenge } from './create-challenge.js';
import type { CreatedChallenge } from './created-challenge.js';
import { type SealedContent, sealContent, sealContexts } from './sealed-content.js';

export interface CreateUserChallengeRequest {
  readonly applicationId: string;
  readonly input: UserChallengeInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

/** The id a challenge of this user would have that sends nothing. */
export function newUserChallengeId(context: Context, applicationId: string, externalId: string): string {
  const userId = userRecordId(context.settings.current().keyring, applicationId, externalId);
  return newLiveId('ch', userShard(userId), context.randomBytes);
}

interface Asked {
  readonly application: ApplicationRecord;
  readonly input: UserChallengeInput;
  readonly user: UserRecord;
}

interface Draft extends Asked {
  /** Never empty. */
  readonly factors: readonly FactorRecord[];
}

/** A proof by mail of a user without a factor, where the policy wants one before the first. */
function provesOwnAddress({ application, input, user }: Asked): boolean {
  const { channel, purpose, factor } = input;
  if (channel !== 'email' || purpose !== 'proof' || factor !== undefined) return false;
  return owesOwnAddress(application.settings.policy, user);
}

async function readAsked(context: Context, { applicationId, input }: CreateUserChallengeRequest): Promise<Asked> {
  const application = applicationOf(context.settings.current(), applicationId);
  const user = await requireUser(context, { applicationId, externalId: input.user });
  if (user.type === 'service') {
    throw new OtpostError('policy_forbids', 'A service account answers no challenge: it uses app passwords');
  }
  return { application, input, user };
}

function draftChallenge(asked: Asked): Draft {
  const { application, input, user } = asked;
  const { policy } = application.settings;
  const { channel, factor } = input;
  if (channel !== 'any' && !policy.factors.includes(channel)) {
    throw new OtpostError('policy_forbids', `The policy does not allow ${channel}`);
  }
  const factors = namedFactors(answeringFactors({ user, policy, channel, factorId: null }), factor);
  if (factors.length === 0) {
    throw invalidField(
      'channel',
      channel === 'any' ? 'this user has no active factor' : `this user has no active ${channel}`,
    );
  }
  return { ...asked, factors };
}

/** The user's first address of another channel. */
function fallbackFactor({ application, user }: Draft, channel: Channel): AddressFactor {
  const { policy } = application.settings;
  const [factor] = answeringFactors({ user, policy, channel, factorId: null }) as AddressFactor[];
  if (!factor) throw invalidField('fallback', `this user has no active ${channel}`);
  return factor;
}

/** Email and SMS: the way of every challenge by address, which knows whose address it is. */
function createSent(
  context: Context,
  { application, input, user }: Asked,
  sent: Pick<CreateChallengeInput, 'channel' | 'to'> & { readonly factorId: string | null },
  id: string | undefined,
): Promise<CreatedChallenge> {
  const { user: _user, factor: _factor, ...shared } = input;
  const { channel, to, factorId } = sent;
  return createChallenge(context, {
    applicationId: application.id,
    input: { ...shared, channel, to },
    owner: { userId: user.id, factorId },
    ...(id === undefined ? {} : { id }),
  });
}

function createForFactor(
  context: Context,
  draft: Draft,
  channel: Channel,
  id: string | undefined,
): Promise<CreatedChallenge> {
  const [factor] = draft.factors as readonly AddressFactor[];
  if (!factor) throw new Error('A draft has a factor');
  const { keyring } = context.settings.current();
  const addressOf = (of: AddressFactor): string => openFactorAddress(keyring, draft.user, of);
  const [other] = draft.input.fallback ?? [];
  const second = other && fallbackFactor(draft, other);
  const to = second ? { [channel]: addressOf(factor), [second.type]: addressOf(second) } : addressOf(factor);
  return createSent(context, draft, { channel, to, factorId: factor.id }, id);
}

function contentOf(context: Context, { application, input, factors }: Draft): SealedContent {
  const passkeys = factors.filter((factor) => factor.type === 'passkey');
  const { settings } = application;
  const site = passkeySite(context, settings);
  const challenge = newPasskeyChallenge(context);
  return {
    code: '',
    to: '',
    locale: input.locale,
    binding: input.binding,
    metadata: input.metadata,
    ...(passkeys.length > 0
      ? { options: passkeyRequestOptions(site, challenge, passkeys, settings.lifeSeconds * 1000) }
      : {}),
    ...(input.channel === 'any'
      ? { available: factors.map(({ id, type, name }) => ({ factor: id, type, name })) }
      : {}),
  };
}

async function createUnsent(
  context: Context,
  draft: Draft,
  channel: Exclude<UserChallengeInput['channel'], Channel>,
  askedId: string | undefined,
): Promise<CreatedChallenge> {
  if (context.live.isFull()) throw unavailable('redis', 'The live state is nearly full: no new challenges for now');
  const { application, input, user } = draft;
  const { settings } = application;
  const limit = { name: 'application_second', subject: '', limit: settings.createsPerSecond, windowMilliseconds: 1000 };
  const used = await context.live.limits.use(application.id, [limit]);
  if (used.kind === 'limited') throw rateLimited(used);
  const { keyring } = context.settings.current();
  const shard = userShard(user.id);
  const id = askedId && shardOf(askedId) === shard ? askedId : newLiveId('ch', shard, context.randomBytes);
  const sealJson = (context: string, value: unknown) => keyring.seal(application.id, context, JSON.stringify(value));
  await context.live.userChallenges.create({
    id,
    applicationId: application.id,
    userId: user.id,
    channel,
    purpose: input.purpose,
    factorId: input.factor ?? null,
    sealed: sealContent(keyring, application.id, id, contentOf(context, draft)),
    metadataSealed: input.metadata ? sealJson(sealContexts.metadata(id), input.metadata) : null,
    bindingSealed: input.binding ? sealJson(sealContexts.binding(id), input.binding) : null,
    lifeMilliseconds: settings.lifeSeconds * 1000,
    maxChecks: settings.maxChecks,
  });
  const stored = await context.live.challenges.read(id);
  if (!stored) throw unavailable('redis', 'The challenge was lost while it was being read');
  return { joined: false, view: viewChallenge(stored, keyring, await context.live.now()) };
}

/**
 * Makes a challenge that a user's own factors answer. Throws `not_found` for an unknown user, `policy_forbids` for a service
 * account and a channel that the policy leaves out, and `invalid_request` that names `factor` or `channel` when the user has
 * no such active factor.
 */
export async function createUserChallenge(
  context: Context,
  request: CreateUserChallengeRequest,
): Promise<CreatedChallenge> {
  const asked = await readAsked(context, request);
  const { channel } = request.input;
  if (provesOwnAddress(asked)) {
    const to = requireOwnAddress(context, asked.user);
    return createSent(context, asked, { channel: 'email', to, factorId: null }, request.id);
  }
  const draft = draftChallenge(asked);
  if (channel === 'email' || channel === 'sms') return createForFactor(context, draft, channel, request.id);
  return tracedCreate(context, request.applicationId, (own) => createUnsent(own, draft, channel, request.id));
}
