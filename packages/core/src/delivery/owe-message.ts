import { createHash } from 'node:crypto';
import type { Address } from '../address/address.js';
import { addressPlace } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import { type SealedContent, sealContent, sealContexts, unsealContent } from '../challenge/sealed-content.js';
import type { RandomBytes } from '../clock.js';
import type { Context } from '../context.js';
import { newLiveId } from '../ids.js';
import type { NewLiveChallenge } from '../live-port.js';
import type { NoticeRecord } from '../records.js';
import { ringBell } from './ring-bell.js';

/** Some messages belong to no application. In keyed hashes that is an empty one. */
const noApplication = '';
const firstPriority = 1;

/** A message without a code, to one address. */
export interface OwedMessage {
  readonly kind: NoticeRecord['kind'];
  readonly applicationId: string | null;
  readonly providerId: string | null;
  readonly address: Address;
  readonly content: Omit<SealedContent, 'code' | 'to'>;
  readonly lifeMilliseconds: number;
  /** Names the message: the same key and address make the same id. */
  readonly key?: string;
}

/** As unpredictable as the key. */
function bytesOf(key: string): RandomBytes {
  return (length) => createHash('sha256').update(`message ${key}`).digest().subarray(0, length);
}

/** What a message is made of. */
export interface MessageMaking extends Pick<Context, 'randomBytes' | 'now'> {
  readonly settings: Pick<Context['settings'], 'current'>;
}

/** The record of a message: what is owed, sealed. Its live twin is made from it. */
export function draftMessage(context: MessageMaking, message: OwedMessage): NoticeRecord {
  const { keyring } = context.settings.current();
  const { kind, applicationId, providerId, address, content, lifeMilliseconds, key } = message;
  const place = addressPlace(keyring, applicationId ?? noApplication, address);
  const id = newLiveId('nt', place.shard, key === undefined ? context.randomBytes : bytesOf(key));
  const at = context.now();
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind,
    applicationId,
    channel: address.channel,
    providerId,
    sealed: sealContent(keyring, applicationId, id, { ...content, code: '', to: address.canonical }),
    addressMasked: address.masked,
    expiresAt: at + lifeMilliseconds,
    endedAt: null,
  };
}

/** What is delivered of a record, for as long as it still has to live. */
function liveTwin(context: Context, record: NoticeRecord): NewLiveChallenge {
  const { keyring } = context.settings.current();
  const { id, kind, applicationId, channel, providerId, sealed, addressMasked } = record;
  const { to } = unsealContent(keyring, applicationId, id, sealed);
  const parsed = parseAddress(channel, to);
  if (!parsed.ok) throw new Error(`The address of ${id} is none`);
  return {
    id,
    kind,
    applicationId,
    channel,
    providerId,
    sealed,
    addressMasked,
    purpose: kind,
    place: addressPlace(keyring, applicationId ?? noApplication, parsed.address),
    session: '',
    country: parsed.address.country,
    keyId: '',
    digest: '',
    addressSealed: keyring.seal(applicationId, sealContexts.address(id), to),
    metadataSealed: null,
    bindingSealed: null,
    lifeMilliseconds: record.expiresAt - context.now(),
    maxChecks: 1,
    failedChecksStop: 1,
    sendLimits: null,
    userId: null,
    factorId: null,
    fallbacks: 0,
  };
}

/** Owes the message of a stored record; once more changes nothing. Throws `unavailable` without the live state. */
export async function oweMessage(context: Context, record: NoticeRecord): Promise<void> {
  const step = context.traces?.step(null);
  const { kind: made } = await context.live.challenges.create(liveTwin(context, record));
  const { id, kind, channel, applicationId } = record;
  await ringBell(context, { id, kind, channel, send: 1, ring: 0 }, firstPriority);
  if (made === 'created') step?.end({ name: `${kind}.create`, subjectId: id, facts: { applicationId, channel } });
}
