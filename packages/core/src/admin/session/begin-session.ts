import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { AdminRecord, AdminSessionRecord } from '../admin-records.js';
import type { AdminSession } from './read-admin-session.js';
import { unfinishedMilliseconds, wholeMilliseconds } from './session-life.js';
import { newSessionSecret } from './session-secret.js';

export interface BegunSession extends AdminSession {
  /** For the cookie; shown to nobody else. */
  readonly secret: string;
}

export interface NewSession {
  readonly admin: AdminRecord;
  readonly stage: AdminSessionRecord['stage'];
  readonly browser: string;
  /** The one that it takes the place of, which ends. */
  readonly instead?: AdminSessionRecord;
}

/** A session with an id of its own (SECURITY J4: at every step that opens more, so that nobody can plant one). */
export async function beginSession(
  context: Context,
  { admin, stage, browser, instead }: NewSession,
): Promise<BegunSession> {
  const { adminSessions } = context.store;
  const at = context.now();
  const isOpen = stage === 'signed_in';
  const secret = newSessionSecret(newId('ses', context.randomBytes), context.randomBytes);
  const wholeEnd = instead?.stage === 'signed_in' ? instead.expiresAt : at + wholeMilliseconds;
  const session: AdminSessionRecord = {
    id: secret.id,
    version: 1,
    createdAt: instead?.createdAt ?? at,
    updatedAt: at,
    adminId: admin.id,
    secretHash: secret.hash,
    stage,
    secondFactorAt: isOpen ? at : null,
    passkeyChallenge: null,
    lastSeenAt: at,
    expiresAt: isOpen ? wholeEnd : at + unfinishedMilliseconds,
    browser,
  };
  await adminSessions.insert(session);
  if (instead) await adminSessions.delete(instead.id);
  return { session, admin, secret: secret.text };
}

/** Ends every session of an admin, but for the one that asks. */
export async function endSessions(context: Pick<Context, 'store'>, adminId: string, but?: string): Promise<void> {
  const { adminSessions } = context.store;
  for (const { id } of await adminSessions.list({ adminId: { equals: adminId } })) {
    if (id !== but) await adminSessions.delete(id);
  }
}
