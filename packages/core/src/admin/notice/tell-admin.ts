import type { Context } from '../../context.js';
import type { EventFacts } from '../../notice/notice-facts.js';
import { type NoticeWriter, sendNotice } from '../../notice/send-notice.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';
import { mailAddressOf } from './admin-address.js';
import type { NotedOwnAct } from './noted-act.js';

export interface AdminMail {
  /** Names what happened: the same one is told once, whoever repeats it. */
  readonly act: string;
  readonly facts: EventFacts;
  /** A new provider that it tells of, which shall not be what carries it. */
  readonly but?: string | undefined;
}

/** One mail to one admin, where one can be sent. */
export async function mailAdmin(
  context: Context | NoticeWriter,
  admin: AdminRecord,
  { act, facts, but }: AdminMail,
): Promise<void> {
  const to = mailAddressOf(context, admin, but);
  if (!to) return;
  const key = `${facts.kind}:${act}:${admin.id}`;
  await sendNotice(context, { key, applicationId: consoleApplicationId, to, locale: null, facts });
}

export interface AdminEvent extends NotedOwnAct {
  /** Such as the browser that it is about. */
  readonly subject?: string | undefined;
  /** When it happened; left out: now. */
  readonly at?: number;
}

/** Throws `unavailable` when the store cannot take it. */
export async function mailOwnAct(context: Context, admin: AdminRecord, event: AdminEvent): Promise<void> {
  const { kind, act, subject = null, at = context.now() } = event;
  await mailAdmin(context, admin, { act, facts: { kind, subject, at } });
}

/** Tells an admin what happened to their own account (SECURITY J12). Never throws: what it tells of has happened. */
export async function tellAdmin(context: Context, admin: AdminRecord, event: AdminEvent): Promise<void> {
  try {
    await mailOwnAct(context, admin, event);
  } catch (error) {
    context.warn('An admin could not be told of a change', { admin: admin.id, kind: event.kind, error });
  }
}
