import type { Actor } from './actor.js';

export interface AuditedAction {
  readonly actor: Actor;
  /** `provider.update`, `limits.release`, ... */
  readonly action: string;
  /** Id of what is changed; never an address. */
  readonly target: string;
  /** The admin's own words, where an action asks for them. */
  readonly reason?: string;
}

/**
 * Every change by an admin passes here, and here alone the audit log is written: `intended` before the work, then `done`
 * or `refused`. The chain itself is not there yet; until it is, this runs the work.
 */
export async function audited<Result>(_action: AuditedAction, work: () => Promise<Result>): Promise<Result> {
  return await work();
}
