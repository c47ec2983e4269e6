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

/** Those who append together fail together, when the first of them does: a second try stands in another line. */
const lastWordTries = 2;

/** What happened stands: a last word that cannot be written is survived, and `intended` without an end tells of it. */
async function conclude(context: AuditContext, entry: AuditEntry, triesLeft = lastWordTries): Promise<void> {
  try {
    await appendAudit(context, entry);
  } catch (error) {
    if (triesLeft > 1) return await conclude(context, entry, triesLeft - 1);
    context.warn('The end of an audited action could not be recorded', { action: entry.action, error });
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
