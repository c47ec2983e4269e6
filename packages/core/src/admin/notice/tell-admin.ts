import type { Context } from '../../context.js';
import type { AdminEventKind, EventFacts } from '../../notice/notice-facts.js';
import { sendNotice } from '../../notice/send-notice.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';
import { mailAddressOf } from './admin-address.js';

/** One mail to one admin, where one can be sent. `but` is a provider that the mail tells of. */
export async function mailAdmin(context: Context, admin: AdminRecord, facts: EventFacts, but?: string): Promise<void> {
  const to = mailAddressOf(context, admin, but);
  if (to) await sendNotice(context, { applicationId: consoleApplicationId, to, locale: null, facts });
}

export interface AdminEvent {
  readonly kind: AdminEventKind;
  /** Such as the browser that it is about. */
  readonly subject?: string;
}

/** Tells an admin what happened to their own account (SECURITY J12). Never throws: what it tells of has happened. */
export async function tellAdmin(context: Context, admin: AdminRecord, { kind, subject }: AdminEvent): Promise<void> {
  try {
    await mailAdmin(context, admin, { kind, subject: subject ?? null, at: context.now() });
  } catch (error) {
    context.warn('An admin could not be told of a change', { admin: admin.id, kind, error });
  }
}
