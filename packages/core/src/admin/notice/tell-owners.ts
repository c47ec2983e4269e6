import type { Actor } from '../../audit/actor.js';
import type { Context } from '../../context.js';
import type { NoticeWriter } from '../../notice/send-notice.js';
import type { AdminRecord } from '../admin-records.js';
import { isWithinReach } from '../reach.js';
import type { NotedAct } from './noted-act.js';
import { mailAdmin } from './tell-admin.js';

export interface InstallationEvent extends NotedAct {
  readonly actor: Actor;
  /** Name of the application or provider that it is about. */
  readonly subject?: string;
  /** Null: what concerns the installation. */
  readonly applicationId: string | null;
  /** Of a new provider. */
  readonly newProviderId?: string;
  /** When it happened; left out: now. */
  readonly at?: number;
}

const adminActor = /^admin:(.+)$/;

/** An admin by name; a key or a command as the audit log has it. */
function nameOf(actor: Actor, admins: readonly AdminRecord[]): string {
  const id = adminActor.exec(actor)?.[1];
  return admins.find((admin) => admin.id === id)?.name ?? actor;
}

/** Those who were there when it happened. Throws `unavailable` when the store cannot take it. */
export async function mailOwners(context: Context | NoticeWriter, event: InstallationEvent): Promise<void> {
  const { kind, act, actor, subject = null, applicationId, newProviderId: but, at = context.now() } = event;
  const admins = await context.store.admins.list();
  const owners = admins.filter(
    ({ role, status, applications, createdAt }) =>
      role === 'owner' && status === 'active' && createdAt <= at && isWithinReach({ applications }, applicationId),
  );
  const facts = { kind, subject, by: nameOf(actor, admins), at };
  await Promise.all(owners.map((owner) => mailAdmin(context, owner, { act, facts, but })));
}

/**
 * Tells the owners in reach of what gives somebody more power (SECURITY J12), also the one who did it, whose session may be in
 * other hands. Never throws: what it tells of has happened, and stands in the audit log.
 */
export async function tellOwners(context: Context | NoticeWriter, event: InstallationEvent): Promise<void> {
  try {
    await mailOwners(context, event);
  } catch (error) {
    context.warn('The owners could not be told of a change', { kind: event.kind, error });
  }
}
