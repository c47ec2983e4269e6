import type { AuditedAction } from '../../audit/audited.js';
import type { VersionedKind } from '../../records.js';

/** Told to a verb that changes a setting when it brings back an older version. */
export interface RolledBack {
  readonly toVersion: number;
}

/** How the audit log names a change: a roll-back tells to which version. */
export function changeOf(
  kind: VersionedKind,
  rolledBack: RolledBack | undefined,
): Pick<AuditedAction, 'action' | 'data'> {
  if (!rolledBack) return { action: `${kind}.update` };
  return { action: `${kind}.roll_back`, data: { toVersion: rolledBack.toVersion } };
}
