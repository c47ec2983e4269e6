import { setTimeout as wait } from 'node:timers/promises';
import { OtpostError } from '../errors.js';
import type { Actor } from './actor.js';
import { type AuditContext, type AuditEntry, appendAudit } from './append-audit.js';

export interface AuditedAction {
  readonly actor: Actor;
  /** `provider.update`, `limits.release`, ... */
  readonly action: string;
  /** Id of what is changed; never an address. */
  readonly target: string;
  /** Null, or left out, for what concerns the installation. */
  readonly applicationId?: string | null;
  /** The admin's own words, where an action asks for them. */
  readonly reason?: string | null;
  /** Facts that are worth telling; no secret, no address. */
  readonly data?: AuditEntry['data'];
}

function entryOf(action: AuditedAction, phase: AuditEntry['phase'], more: AuditEntry['data'] = {}): AuditEntry {
  const { actor, target, applicationId = null, reason = null, data = {} } = action;
  return { actor, action: action.action, target, applicationId, reason, phase, data: { ...data, ...more } };
}

/** After a last word that could not be written, until the next tries. A store that fails over is back within them. */
const pausesMilliseconds = [1000, 5000, 15_000, 30_000];

/** Nobody waits for it, and no process is kept from ending: then `intended` without an end tells of it. */
async function concludeLater(context: AuditContext, entry: AuditEntry): Promise<void> {
  let failure: unknown;
  for (const pause of pausesMilliseconds) {
    await wait(pause, undefined, { ref: false });
    try {
      await appendAudit(context, entry);
      return;
    } catch (error) {
      failure = error;
    }
  }
  context.warn('The end of an audited action could not be recorded', { action: entry.action, error: failure });
}

/**
 * What happened stands, whether or not its last word can be written. Those who append together fail together, when the first
 * of them does: a second try stands in another line, and later ones in nobody's way.
 */
async function conclude(context: AuditContext, entry: AuditEntry): Promise<void> {
  const append = () => appendAudit(context, entry);
  try {
    await append().catch(append);
  } catch (error) {
    context.warn('The end of an audited action is not recorded yet', { action: entry.action, error });
    void concludeLater(context, entry);
  }
}

/**
 * Every change by an admin, and of a user's factors, passes here, and here alone the audit log is written: `intended`
 * before the work, then `done` or `refused`. When `intended` cannot be written there is no work.
 */
export async function audited<Result>(
  context: AuditContext,
  action: AuditedAction,
  work: () => Promise<Result>,
): Promise<Result> {
  await appendAudit(context, entryOf(action, 'intended'));
  try {
    const result = await work();
    await conclude(context, entryOf(action, 'done'));
    return result;
  } catch (error) {
    const code = error instanceof OtpostError ? error.code : 'internal_error';
    await conclude(context, entryOf(action, 'refused', { error: code }));
    throw error;
  }
}
