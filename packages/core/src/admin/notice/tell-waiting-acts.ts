import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import type { AuditRecord } from '../../user-records.js';
import { isOwnAct, type NotedAct, type NotedOwnAct, readNotedAct } from './noted-act.js';
import { mailOwnAct } from './tell-admin.js';
import { type InstallationEvent, mailOwners } from './tell-owners.js';

const minuteMilliseconds = 60_000;
/** Whoever acted is still about to tell of it. */
const graceMilliseconds = minuteMilliseconds;
/** What cannot be told for a day is given up: it stands in the audit log. */
const lifeMilliseconds = 24 * 60 * minuteMilliseconds;
/** Beside the cursors of the recorder: the time up to which the acts were told. */
const cursorId = 'told-acts';
/** Acts that owners, or the admin they are about, may have to be told of; they are few, where the log has much else. */
const actions = [
  'admin_key.create',
  'api_key.create',
  'provider.create',
  'provider.update',
  'provider.roll_back',
  'application.update',
  'application.roll_back',
  'admin.sign_in',
  'admin.password',
  'admin.reset',
];

type Known = Omit<InstallationEvent, keyof NotedAct | 'actor' | 'at'>;

interface Versioned {
  readonly version: number;
  readonly name: string;
  readonly changedBy: string | null;
}

/** The version that an act made stands, or was followed by others. */
function wasMade(stored: Versioned | undefined, { act }: NotedAct, { actor }: AuditRecord): stored is Versioned {
  const version = Number(act.slice(act.lastIndexOf('.') + 1));
  if (!stored || stored.version < version) return false;
  return stored.version > version || stored.changedBy === actor;
}

/** What is to be told of an act that was intended; undefined when it was never done. */
async function findDone({ store }: Context, noted: NotedAct, entry: AuditRecord): Promise<Known | undefined> {
  const { target } = entry;
  switch (noted.kind) {
    case 'admin_key_made':
      return (await store.apiKeys.get(noted.act)) && { applicationId: null };
    case 'api_key_made': {
      const application = await store.applications.get(target);
      const key = await store.apiKeys.get(noted.act);
      return key && application && { applicationId: target, subject: application.name };
    }
    case 'provider_connected': {
      const provider = await store.providers.get(target);
      return provider && { applicationId: null, subject: provider.name, newProviderId: target };
    }
    case 'provider_changed': {
      const provider = await store.providers.get(target);
      return wasMade(provider, noted, entry) ? { applicationId: null, subject: provider.name } : undefined;
    }
    case 'limit_raised': {
      const application = await store.applications.get(target);
      return wasMade(application, noted, entry) ? { applicationId: target, subject: application.name } : undefined;
    }
  }
}

async function tellThose(context: Context, noted: NotedAct | NotedOwnAct, entry: AuditRecord): Promise<void> {
  const { actor, target, createdAt: at, data } = entry;
  if (isOwnAct(noted)) {
    const admin = await context.store.admins.get(target);
    const subject = typeof data.browser === 'string' ? data.browser : undefined;
    if (admin) await mailOwnAct(context, admin, { ...noted, subject, at });
    return;
  }
  const done = await findDone(context, noted, entry);
  if (done) await mailOwners(context, { ...noted, ...done, actor, at });
}

async function tell(context: Context, noted: NotedAct | NotedOwnAct, entry: AuditRecord): Promise<void> {
  try {
    await tellThose(context, noted, entry);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') throw error;
    // One that cannot be told must not keep the others back.
    context.warn('Nobody could be told of a change', { kind: noted.kind, error });
  }
}

/** Whether an act is told of by this entry: what happened to an account by its end, since no version tells whether it was done. */
function isTelling({ phase }: AuditRecord, noted: NotedAct | NotedOwnAct): boolean {
  return isOwnAct(noted) ? phase === 'done' || phase === 'event' : phase === 'intended';
}

/** Acts by one name that were refused: by the same actor, at the same version. */
const nameOf = ({ actor }: AuditRecord, { kind, act }: NotedAct | NotedOwnAct): string =>
  JSON.stringify([actor, kind, act]);

/**
 * Tells the owners, or the admin it happened to, of acts that stand in the audit log and that a process which died has not told.
 * What was told makes no second mail. Gives the number of acts it looked at. Throws `unavailable` when the store cannot be asked:
 * then all is looked at again.
 */
export async function tellWaitingActs(context: Context): Promise<number> {
  const { audit, cursors } = context.store;
  const now = context.now();
  const told = Number((await cursors.get(cursorId))?.position ?? 0);
  const since = Math.max(told, now - lifeMilliseconds);
  const entries = await audit.list({ action: { in: actions }, createdAt: { above: since } });
  const acts = entries.flatMap((entry) => {
    const noted = readNotedAct(entry);
    return noted ? [{ entry, noted, name: nameOf(entry, noted) }] : [];
  });
  const refused = new Set(acts.filter(({ entry }) => entry.phase === 'refused').map(({ name }) => name));
  const isPast = ({ createdAt }: AuditRecord): boolean => createdAt < now - graceMilliseconds;
  const over = acts.filter(({ entry, noted }) => isTelling(entry, noted) && isPast(entry));
  for (const { entry, noted, name } of over) if (!refused.has(name)) await tell(context, noted, entry);
  const last = entries.findLast(isPast);
  if (last) await cursors.saveAll([{ id: cursorId, position: String(last.createdAt) }]);
  return over.length;
}
