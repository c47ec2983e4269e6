import { parseAddress } from '../address/parse-address.js';
import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { resendChallenge } from '../challenge/resend-challenge.js';
import { unsealContent } from '../challenge/sealed-content.js';
import type { Context } from '../context.js';
import { draftMessage, oweMessage } from '../delivery/owe-message.js';
import { ringBell } from '../delivery/ring-bell.js';
import { invalidField, invalidRequest, OtpostError } from '../errors.js';
import { deliveryId, parseDeliveryId, shardOf } from '../ids.js';
import type { DeadLetterRecord } from '../records.js';
import type { DeadLetterDetail, SendAgainInput } from './dead-letter-schemas.js';
import { getDeadLetter, jobOf, requireDeadLetter } from './list-dead-letters.js';

/** A night, as for every notice. */
const noticeLifeMilliseconds = 24 * 3_600_000;
const firstPriority = 1;

export interface SendDeadLetter {
  readonly actor: Actor;
  readonly id: string;
  readonly input: SendAgainInput;
}

const nothingLeft = (what: string): OtpostError =>
  new OtpostError('conflict', `${what}: there is nothing to send again`);

/** The challenge goes on living: its own limits, its own life, and never to another address. */
async function sendCode(context: Context, { applicationId, subject }: DeadLetterRecord): Promise<string> {
  const name = parseDeliveryId(subject);
  if (!name || applicationId === null) throw nothingLeft('It belongs to no application');
  const { delivery } = await resendChallenge(context, { applicationId, id: name.ownerId });
  return delivery?.id ?? subject;
}

/** A new message of the same words to the same address. */
async function sendNotice(context: Context, letter: DeadLetterRecord, providerId: string | null): Promise<string> {
  const notice = await context.store.notices.get(parseDeliveryId(letter.subject)?.ownerId ?? '');
  if (!notice) throw nothingLeft('The notice is forgotten');
  const { keyring, providers } = context.settings.current();
  if (providerId !== null && providers.get(providerId)?.channel !== letter.channel) {
    throw invalidField('provider', `is no provider of ${letter.channel}`);
  }
  const { applicationId, channel, sealed } = notice;
  const { to, code: _code, ...content } = unsealContent(keyring, applicationId, notice.id, sealed);
  const parsed = parseAddress(channel, to);
  if (!parsed.ok) throw nothingLeft('Its address is none');
  const life = { lifeMilliseconds: noticeLifeMilliseconds };
  const message = { kind: 'notice', applicationId, providerId, address: parsed.address, content, ...life } as const;
  const record = draftMessage(context, message);
  await context.store.notices.insert(record);
  await oweMessage(context, record);
  return deliveryId(record.id, 1);
}

/** The path of a field in the request. */
const inJob = (field: string): string => (field === '' ? 'job' : `job.${field}`);

/** Ids only: what the job meant stands in the live state, which decides whether anything is to be sent. */
async function ringJob(context: Context, letter: DeadLetterRecord, mended: SendAgainInput['job']): Promise<string> {
  const { ring, faults } = context.bell.parse(mended ?? jobOf(context, letter));
  if (!ring) throw invalidRequest(faults.map(({ field, message }) => ({ field: inJob(field), message })));
  if (shardOf(ring.id) === undefined) throw invalidField('job.id', 'is no id of a challenge or notice');
  if (!(await context.live.challenges.read(ring.id))) throw nothingLeft('What it is about has ended');
  await ringBell(context, ring, firstPriority);
  return deliveryId(ring.id, ring.send);
}

async function sendOf(context: Context, letter: DeadLetterRecord, input: SendAgainInput): Promise<string> {
  if (input.provider !== undefined && letter.kind !== 'notice') throw invalidField('provider', 'is for notices');
  if (input.job !== undefined && letter.kind !== 'job') throw invalidField('job', 'is for jobs');
  if (letter.kind === 'code') return await sendCode(context, letter);
  if (letter.kind === 'notice') return await sendNotice(context, letter, input.provider ?? null);
  return await ringJob(context, letter, input.job);
}

/** Takes it for this caller, so that of two admins one sends. */
async function claim({ store, now }: Context, letter: DeadLetterRecord): Promise<DeadLetterRecord> {
  if (letter.status !== 'waiting') throw new OtpostError('conflict', 'It was sent again already');
  const claimed: DeadLetterRecord = { ...letter, status: 'sent_again', version: letter.version + 1, updatedAt: now() };
  if ((await store.deadLetters.replace(claimed, letter.version)) === 'replaced') return claimed;
  throw new OtpostError('conflict', 'It was changed meanwhile');
}

async function settle(
  { store }: Context,
  claimed: DeadLetterRecord,
  changes: Partial<DeadLetterRecord>,
): Promise<void> {
  await store.deadLetters.replace({ ...claimed, ...changes, version: claimed.version + 1 }, claimed.version);
}

/**
 * Sends what failed again: the code of a challenge that is still pending, by its own limits; a notice as a new message; a job
 * with mended data. Throws `not_found`, `conflict` when there is nothing to send any more, and what a resend throws.
 */
export async function sendDeadLetter(
  context: Context,
  { actor, id, input }: SendDeadLetter,
): Promise<DeadLetterDetail> {
  const letter = await requireDeadLetter(context, id);
  const { applicationId } = letter;
  const action = { actor, action: 'dead_letter.send_again', target: id, applicationId, reason: input.reason };
  await audited(context, action, async () => {
    const claimed = await claim(context, letter);
    try {
      await settle(context, claimed, { sentAgainAs: await sendOf(context, letter, input) });
    } catch (error) {
      await settle(context, claimed, { status: 'waiting' });
      throw error;
    }
  });
  return await getDeadLetter(context, id);
}

/** Nobody need look at it any more. Throws `not_found`. */
export async function dismissDeadLetter(
  context: Context,
  { actor, id, reason }: Omit<SendDeadLetter, 'input'> & { readonly reason: string | null },
): Promise<void> {
  const { applicationId } = await requireDeadLetter(context, id);
  await audited(context, { actor, action: 'dead_letter.dismiss', target: id, applicationId, reason }, async () => {
    await context.store.deadLetters.delete(id);
  });
}
