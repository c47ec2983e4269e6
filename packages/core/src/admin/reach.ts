import { OtpostError } from '../errors.js';

/** The applications whose things an admin may see and touch. */
export interface Reach {
  /** Null: all, and what belongs to none. */
  readonly applications: readonly string[] | null;
}

export const wholeReach: Reach = { applications: null };

/** Null stands for what belongs to the installation. */
export function isWithinReach({ applications }: Reach, applicationId: string | null): boolean {
  return applications === null || (applicationId !== null && applications.includes(applicationId));
}

/** What is out of reach does not exist: throws `not_found`. */
export function requireReach(reach: Reach, applicationId: string | null): void {
  if (!isWithinReach(reach, applicationId)) throw new OtpostError('not_found', 'There is no such application');
}

/** Which applications a list is about: the one that was asked for, else all in reach. Undefined: no condition. */
export function reachableApplications(reach: Reach, asked?: string): readonly string[] | undefined {
  if (asked === undefined) return reach.applications ?? undefined;
  requireReach(reach, asked);
  return [asked];
}
