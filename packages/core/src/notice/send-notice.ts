import type { Address } from '../address/address.js';
import type { Context } from '../context.js';
import { draftMessage, type MessageMaking, oweMessage } from '../delivery/owe-message.js';
import type { NoticeFacts } from './notice-facts.js';

/** A provider that is down for a night still delivers it. */
const noticeLifeMilliseconds = 24 * 3_600_000;

export interface NewNotice {
  /** Names the notice: the same key makes no second one. */
  readonly key?: string;
  readonly applicationId: string;
  readonly to: Address;
  /** The user's locale. */
  readonly locale: string | null;
  readonly facts: NoticeFacts;
}

/** What a command has that runs beside the processes. */
export type NoticeWriter = MessageMaking & Pick<Context, 'store' | 'warn'>;

/**
 * Owes one notice. Once it stands in the store it goes out, also when the live state is away now, or not at hand: the worker owes it again.
 * Throws `unavailable` when the store cannot take it.
 */
export async function sendNotice(context: Context | NoticeWriter, notice: NewNotice): Promise<void> {
  const { key, applicationId, to, locale, facts } = notice;
  const content = { notice: facts, ...(locale === null ? {} : { locale }) };
  const message = { kind: 'notice', applicationId, providerId: null, address: to, content } as const;
  const named = key === undefined ? {} : { key };
  const record = draftMessage(context, { ...message, ...named, lifeMilliseconds: noticeLifeMilliseconds });
  const made = await context.store.notices.insert(record);
  if (made === 'duplicate' || !('live' in context)) return;
  try {
    await oweMessage(context, record);
  } catch (error) {
    context.warn('A notice waits until the live state is back', { id: record.id, error });
  }
}
