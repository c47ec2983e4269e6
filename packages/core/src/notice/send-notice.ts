import type { Address } from '../address/address.js';
import type { Context } from '../context.js';
import { draftMessage, oweMessage } from '../delivery/owe-message.js';
import type { NoticeFacts } from './notice-facts.js';

/** A provider that is down for a night still delivers it. */
const noticeLifeMilliseconds = 24 * 3_600_000;

export interface NewNotice {
  readonly applicationId: string;
  readonly to: Address;
  /** The user's locale. */
  readonly locale: string | null;
  readonly facts: NoticeFacts;
}

/**
 * Owes one notice. Once it stands in the store it goes out, also when the live state is away now: the worker owes it again.
 * Throws `unavailable` when the store cannot take it.
 */
export async function sendNotice(context: Context, { applicationId, to, locale, facts }: NewNotice): Promise<void> {
  const content = { notice: facts, ...(locale === null ? {} : { locale }) };
  const message = { kind: 'notice', applicationId, providerId: null, address: to, content } as const;
  const record = draftMessage(context, { ...message, lifeMilliseconds: noticeLifeMilliseconds });
  await context.store.notices.insert(record);
  try {
    await oweMessage(context, record);
  } catch (error) {
    context.warn('A notice waits until the live state is back', { id: record.id, error });
  }
}
