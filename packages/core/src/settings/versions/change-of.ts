import { type NotedAct, noteAct } from '../../admin/notice/noted-act.js';
import type { AuditedAction } from '../../audit/audited.js';
import type { VersionedKind } from '../../records.js';

/** Told to a verb that changes a setting when it brings back an older version. */
export interface RolledBack {
  readonly toVersion: number;
}

/** How the audit log names a change: a roll-back tells to which version; and what owners are told of it. */
export function changeOf(
  kind: VersionedKind,
  rolledBack: RolledBack | undefined,
  noted?: NotedAct,
): Pick<AuditedAction, 'action' | 'data'> {
  const data = noted ? noteAct(noted) : {};
  if (!rolledBack) return { action: `${kind}.update`, data };
  return { action: `${kind}.roll_back`, data: { toVersion: rolledBack.toVersion, ...data } };
}
