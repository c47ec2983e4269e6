import { type InstallationEventKind, installationNoticeKinds } from '../../notice/notice-facts.js';
import type { AuditRecord } from '../../user-records.js';

/** What owners are to be told of. */
export interface NotedAct {
  readonly kind: InstallationEventKind;
  /** As in AdminMail. */
  readonly act: string;
}

/** Stands in the audit log before the act, so that a worker can tell of it when this process dies before it has. */
export function noteAct({ kind, act }: NotedAct): AuditRecord['data'] {
  return { notice: kind, act };
}

/** Undefined for an entry of which nobody is told. */
export function readNotedAct({ data }: AuditRecord): NotedAct | undefined {
  const kind = installationNoticeKinds.find((one) => one === data.notice);
  return kind && typeof data.act === 'string' ? { kind, act: data.act } : undefined;
}
