import { type Binding } from '../code.js';
import type { Context } from '../context.js';
import { shardOf } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';
import type { LiveChallenge, Send } from '../live-port.js';
import type { ChallengeRecord, DeliveryRecord } from '../records.js';
import { challengeNotFound } from './challenge-errors.js';
import type { ChallengeDetail } from './challenge-schemas.js';
import { detailChallenge, isoTime, isoTimeOrNull, viewSend } from './challenge-view.js';
import { sealContexts } from './sealed-content.js';

export interface ChallengeRequest {
  readonly applicationId: string;
  readonly id: string;
}

/** The live challenge of this application, or undefined; another application's is not there at all. */
export async function readOwn(context: Context, request: ChallengeRequest): Promise<LiveChallenge | undefined> {
  if (shardOf(request.id) === undefined) throw challengeNotFound();
  const challenge = await context.live.challenges.read(request.id);
  return challenge?.applicationId === request.applicationId && challenge.kind === 'code' ? challenge : undefined;
}

function sendOf(delivery: DeliveryRecord): Send {
  const { send, createdAt, status, reason, sentAt, attempts, channel, addressMasked, country } = delivery;
  return { number: send, createdAt, status, reason, sentAt, attempts, via: { channel, addressMasked, country } };
}

function openSealed(keyring: Keyring, record: ChallengeRecord, context: string, sealed: string | null): unknown {
  return sealed === null ? undefined : JSON.parse(keyring.unseal(record.applicationId, context, sealed));
}

function detailRecord(
  record: ChallengeRecord,
  deliveries: readonly DeliveryRecord[],
  keyring: Keyring,
): ChallengeDetail {
  const sends = deliveries.map(sendOf).toSorted((a, b) => a.number - b.number);
  const last = sends.at(-1);
  const binding = openSealed(keyring, record, sealContexts.binding(record.id), record.bindingSealed) as
    | Binding
    | undefined;
  const metadata = openSealed(keyring, record, sealContexts.metadata(record.id), record.metadataSealed) as
    | Record<string, string>
    | undefined;
  // Lost by the live state before its end was written: its time is over all the same.
  const status = record.status === 'pending' ? 'expired' : record.status;
  return {
    id: record.id,
    status,
    channel: record.channel,
    purpose: record.purpose,
    to: record.addressMasked || null,
    expiresAt: isoTime(record.expiresAt),
    checksLeft: record.maxChecks - record.checks,
    resendAt: null,
    delivery: last ? { id: `${record.id}-${last.number}`, status: last.status } : null,
    reason: record.reason,
    createdAt: isoTime(record.createdAt),
    endedAt: isoTimeOrNull(record.endedAt),
    sends: sends.map((send) => viewSend(record.id, send, record)),
    ...(binding ? { binding } : {}),
    ...(metadata ? { metadata } : {}),
  };
}

/** All about one challenge: from the live state while it is there, then from the store. */
export async function getChallenge(context: Context, request: ChallengeRequest): Promise<ChallengeDetail> {
  const { keyring } = context.settings.current();
  const live = await readOwn(context, request);
  if (live) return detailChallenge(live, keyring, await context.live.now());
  const record = await context.store.challenges.get(request.id);
  if (!record || record.applicationId !== request.applicationId) throw challengeNotFound();
  const deliveries = await context.store.deliveries.page({ ownerId: { equals: record.id } }, { limit: 100 });
  return detailRecord(record, deliveries, keyring);
}
