/** What the API answers at /admin/v1/audit. */

export const auditPath = '/admin/v1/audit';

export interface AuditEntry {
  readonly id: string;
  readonly at: string;
  readonly applicationId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly phase: 'intended' | 'done' | 'refused' | 'event';
  readonly reason: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

export interface AuditPageBody {
  readonly entries: readonly AuditEntry[];
  readonly nextCursor: string | null;
}

interface Place {
  readonly sequence: number;
  readonly hash: string;
}

export interface VerifiedPart {
  readonly state: 'whole' | 'broken' | 'unfinished';
  readonly verified: number;
  readonly entries: number;
  readonly fault: 'edited' | 'missing' | 'reordered' | 'inserted' | 'truncated' | 'forged_checkpoint' | null;
  readonly sequence: number | null;
  readonly next: Place | null;
}

export const auditFilterNames = ['actor', 'action', 'target', 'application', 'from', 'until'] as const;
