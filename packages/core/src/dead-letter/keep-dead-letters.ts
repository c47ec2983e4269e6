import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import { parseDeliveryId } from '../ids.js';
import type { LiveEvent } from '../live-event-port.js';
import type { Channel, DeadLetterRecord, DeliveryRecord } from '../records.js';

/** What concerns one person, and what they asked for, is no fault of ours. */
const ownReasons: ReadonlySet<string> = new Set(['locked', 'suppressed']);
/** More than any job of ours has. */
const longestJob = 8192;

export const jobContext = (id: string): string => `dead-letter:${id}`;

/** One row for a delivery, however often its end is recorded. */
function idOfDelivery(deliveryId: string): string {
  const name = parseDeliveryId(deliveryId);
  if (!name) throw new Error('Not the id of a delivery');
  return `dl_${name.ownerId.replace('_', '')}x${name.send}`;
}

function draftOfDelivery(delivery: DeliveryRecord, at: number): DeadLetterRecord {
  const { id, applicationId, channel, kind, addressMasked, reason, attempts } = delivery;
  return {
    id: idOfDelivery(id),
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind: kind === 'code' ? 'code' : 'notice',
    status: 'waiting',
    applicationId,
    channel,
    subject: id,
    addressMasked,
    reason: reason ?? 'failed',
    detail: attempts.at(-1)?.detail ?? null,
    jobSealed: null,
    sentAgainAs: null,
  };
}

/** Of a recorded batch: deliveries that failed for good. Safe to repeat; `onKept` hears of each once. */
export async function keepFailedDeliveries(
  { store }: Pick<Context, 'store'>,
  events: readonly LiveEvent[],
  deliveries: ReadonlyMap<string, DeliveryRecord>,
  onKept: (kind: DeadLetterRecord['kind']) => void,
): Promise<void> {
  for (const { id, at, data } of events) {
    if (data.delivery !== 'failed' || ownReasons.has(String(data.reason))) continue;
    const delivery = deliveries.get(`${id}-${data.send}`);
    if (!delivery || delivery.kind === 'test') continue;
    const letter = draftOfDelivery(delivery, at);
    if ((await store.deadLetters.insert(letter)) === 'inserted') onKept(letter.kind);
  }
}

/** A job that no worker can read. It is sealed: what is in it nobody knows. Safe to repeat; `duplicate`: it was kept before. */
export async function keepUnreadableJob(
  { store, settings, now }: Pick<Context, 'store' | 'settings' | 'now'>,
  { channel, jobId, data }: { readonly channel: Channel; readonly jobId: string; readonly data: unknown },
): Promise<'inserted' | 'duplicate'> {
  const text = JSON.stringify(data) ?? 'null';
  const job = text.length > longestJob ? JSON.stringify(text.slice(0, longestJob / 2)) : text;
  const id = `dl_job${createHash('sha256').update(`${jobId} ${text}`).digest('hex').slice(0, 32)}`;
  const at = now();
  return await store.deadLetters.insert({
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind: 'job',
    status: 'waiting',
    applicationId: null,
    channel,
    subject: jobId.slice(0, 200),
    addressMasked: null,
    reason: 'unreadable',
    detail: null,
    jobSealed: settings.current().keyring.seal(null, jobContext(id), job),
    sentAgainAs: null,
  });
}
