import type { Address } from '../address/address.js';
import { addressPlace } from '../address/address-place.js';
import { digestCode } from '../code.js';
import type { Context } from '../context.js';
import { ringBell } from '../delivery/ring-bell.js';
import { invalidField, OtpostError, unavailable } from '../errors.js';
import { newLiveId, shardOf } from '../ids.js';
import type { AddressPlace } from '../live-limits-port.js';
import type { CreateResult, NewLiveChallenge } from '../live-port.js';
import { findTemplate } from '../message/find-template.js';
import type { ApplicationRecord, Channel } from '../records.js';
import { providersFor, type SettingsSnapshot } from '../settings/settings-snapshot.js';
import { testEndOf } from '../test-mode/test-address.js';
import { newCode } from '../test-mode/test-code.js';
import { tracedCreate } from '../trace/traced-create.js';
import { applicationOf } from './application-of.js';
import { rateLimited } from './challenge-errors.js';
import type { ChallengeView, CreateChallengeInput } from './challenge-schemas.js';
import { isoTime, viewChallenge } from './challenge-view.js';
import type { CreatedChallenge } from './created-challenge.js';
import { assertMayReceive, parseRecipient } from './recipient.js';
import { requestWindows, sendLimitsOf } from './request-limits.js';
import { sealContent, sealContexts } from './sealed-content.js';

export interface CreateChallengeRequest {
  readonly applicationId: string;
  readonly input: CreateChallengeInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
  /** Whose address it is. */
  readonly owner?: ChallengeOwner;
}

export interface ChallengeOwner {
  readonly userId: string;
  /** Null: the address that the application told, which is no factor. */
  readonly factorId: string | null;
}

interface Draft {
  readonly settings: SettingsSnapshot;
  readonly application: ApplicationRecord;
  readonly input: CreateChallengeInput;
  readonly address: Address;
  /** Where it goes when the first channel does not deliver. */
  readonly fallback: readonly Address[];
  readonly place: AddressPlace;
  readonly owner: ChallengeOwner | undefined;
}

/** The schema has seen that there is one. */
function addressOf({ to }: CreateChallengeInput, channel: Channel): Address {
  return typeof to === 'string'
    ? parseRecipient(channel, to)
    : parseRecipient(channel, to[channel] ?? '', `to.${channel}`);
}

function draftChallenge(context: Context, request: CreateChallengeRequest): Draft {
  const settings = context.settings.current();
  const application = applicationOf(settings, request.applicationId);
  const { input } = request;
  const address = addressOf(input, input.channel);
  const fallback = (input.fallback ?? []).map((channel) => addressOf(input, channel));
  const place = addressPlace(settings.keyring, application.id, address);
  return { settings, application, input, address, fallback, place, owner: request.owner };
}

/** The id a new challenge would have: it carries the shard of its address. Throws when there is no such address. */
export function newChallengeId(context: Context, applicationId: string, input: CreateChallengeInput): string {
  return newLiveId('ch', draftChallenge(context, { applicationId, input }).place.shard, context.randomBytes);
}

/** In test mode no provider is asked, and nobody but a test address is reached. */
function assertTestAddress({ channel, canonical }: Address): void {
  if (testEndOf(channel, canonical)) return;
  const example = channel === 'email' ? 'delivered@otpost.test' : '+12025550100';
  throw invalidField('to', `must be a test address such as ${example}, since the application is in test mode`);
}

function assertCanBeSent({ application, settings }: Draft, to: Address): void {
  if (application.settings.testMode) return assertTestAddress(to);
  assertMayReceive(application.settings, to);
  if (providersFor(settings, to.channel, application.id, to.country).length > 0) return;
  throw new OtpostError('channel_not_configured', `No enabled provider may carry ${to.channel} for this application`);
}

function assertDeliverable(context: Context, draft: Draft): void {
  const { application, address, input, settings } = draft;
  for (const to of [address, ...draft.fallback]) assertCanBeSent(draft, to);
  if (input.template !== undefined && !findTemplate(settings, application.id, input.channel, input.template)) {
    throw invalidField('template', `there is no template "${input.template}" for ${input.channel}`);
  }
  if (context.live.isFull()) throw unavailable('redis', 'The live state is nearly full: no new challenges for now');
}

/** A join must mean the same thing: the same session string, transaction, user of a shared address, and fallback. */
function sessionOf(draft: Draft): string {
  const { session, binding } = draft.input;
  const { fallback } = draft;
  if (session === undefined && !binding && !draft.owner && fallback.length === 0) return '';
  const parts = [session ?? '', binding?.amount ?? '', binding?.payee ?? ''];
  if (draft.owner) parts.push(draft.owner.userId);
  parts.push(...fallback.map(({ identity }) => identity));
  return draft.settings.keyring.indexHash('session', ...parts);
}

function lifeSecondsOf(draft: Draft): number {
  const { settings } = draft.application;
  // The long life is for mail alone: a code that may also go by SMS lives as long as one of SMS.
  const byMail = draft.input.channel === 'email' && draft.fallback.length === 0;
  const recovery = draft.input.purpose === 'recovery' && byMail;
  return recovery ? settings.recoveryLifeSeconds : settings.lifeSeconds;
}

function newLiveChallenge(context: Context, draft: Draft, id: string): NewLiveChallenge {
  const { application, input, address, place } = draft;
  const { keyring } = draft.settings;
  const key = keyring.currentKey(application.id);
  const code = newCode(application.settings, context.randomBytes);
  const { locale, template, variables, binding, metadata } = input;
  const fallback = draft.fallback.map(({ channel, canonical }) => ({ channel, to: canonical }));
  const sent = fallback.length > 0 ? { to: address.canonical, fallback } : { to: address.canonical };
  const content = { code, ...sent, locale, template, variables, binding, metadata };
  return {
    id,
    kind: 'code',
    applicationId: application.id,
    channel: input.channel,
    purpose: input.purpose,
    place,
    session: sessionOf(draft),
    addressMasked: address.masked,
    country: address.country,
    keyId: key.id,
    digest: digestCode(key.codeHmac, { applicationId: application.id, challengeId: id, code, binding }),
    sealed: sealContent(keyring, application.id, id, content),
    addressSealed: keyring.seal(application.id, sealContexts.address(id), address.canonical),
    metadataSealed: metadata ? keyring.seal(application.id, sealContexts.metadata(id), JSON.stringify(metadata)) : null,
    bindingSealed: binding ? keyring.seal(application.id, sealContexts.binding(id), JSON.stringify(binding)) : null,
    lifeMilliseconds: lifeSecondsOf(draft) * 1000,
    maxChecks: application.settings.maxChecks,
    failedChecksStop: application.settings.failedChecksStop,
    sendLimits: sendLimitsOf(application.settings),
    providerId: null,
    userId: draft.owner?.userId ?? null,
    factorId: draft.owner?.factorId ?? null,
    fallbacks: fallback.length,
  };
}

function viewCreated(draft: Draft, id: string, created: CreateResult & { kind: 'created' }): ChallengeView {
  return {
    id,
    status: 'pending',
    channel: draft.input.channel,
    purpose: draft.input.purpose,
    to: draft.address.masked,
    expiresAt: isoTime(created.expiresAt),
    checksLeft: draft.application.settings.maxChecks,
    resendAt: isoTime(created.resendAt),
    delivery: { id: `${id}-1`, status: 'queued' },
    ...(draft.input.binding ? { binding: draft.input.binding } : {}),
  };
}

async function viewStored(context: Context, draft: Draft, id: string): Promise<ChallengeView> {
  const stored = await context.live.challenges.read(id);
  if (!stored) throw unavailable('redis', 'The challenge was lost while it was being read');
  return viewChallenge(stored, draft.settings.keyring, await context.live.now());
}

async function create(context: Context, request: CreateChallengeRequest): Promise<CreatedChallenge> {
  const draft = draftChallenge(context, request);
  assertDeliverable(context, draft);
  const { application, input, address, place, settings } = draft;
  // A repeated request names its first id, whose shard holds only while the address keys are the same.
  const id =
    request.id && shardOf(request.id) === place.shard ? request.id : newLiveId('ch', place.shard, context.randomBytes);
  const windows = requestWindows(application.settings, settings.keyring, application.id, address, input.ip);
  const used = await context.live.limits.use(application.id, windows);
  if (used.kind === 'limited') throw rateLimited(used);

  const result = await context.live.challenges.create(newLiveChallenge(context, draft, id));
  if (result.kind === 'limited') throw rateLimited(result);
  const ring = (ringId: string, send: number) =>
    ringBell(context, { id: ringId, kind: 'code', channel: input.channel, send, ring: 0 }, used.burst);
  if (result.kind === 'created') {
    await ring(id, 1);
    return { joined: false, view: viewCreated(draft, id, result) };
  }
  if (result.kind === 'exists') return { joined: false, view: await viewStored(context, draft, id) };
  if (result.resent) await ring(result.id, result.send);
  return { joined: true, view: await viewStored(context, draft, result.id) };
}

/**
 * Makes a challenge and owes its first send; or joins the pending one of the same session, which counts as a resend once
 * the cool-down is over; or replaces a pending one of another session.
 */
export function createChallenge(context: Context, request: CreateChallengeRequest): Promise<CreatedChallenge> {
  return tracedCreate(context, request.applicationId, (own) => create(own, request));
}
