import {
  type AdminEventKind,
  adminNoticeKinds,
  type InstallationEventKind,
  installationNoticeKinds,
} from '../../notice/notice-facts.js';
import type { AuditRecord } from '../../user-records.js';

/** What owners are to be told of. */
export interface NotedAct {
  readonly kind: InstallationEventKind;
  /** As in AdminMail. */
  readonly act: string;
}

/** What an admin is to be told of: the target of the entry. */
export interface NotedOwnAct {
  readonly kind: AdminEventKind;
  /** As in AdminMail. */
  readonly act: string;
}

/** Stands in the audit log before anybody is told, so that a worker can tell of it when this process dies before it has. */
export function noteAct({ kind, act }: NotedAct | NotedOwnAct): AuditRecord['data'] {
  return { notice: kind, act };
}

export function isOwnAct(noted: NotedAct | NotedOwnAct): noted is NotedOwnAct {
  return adminNoticeKinds.some((kind) => kind === noted.kind);
}

/** Undefined for an entry of which nobody is told. */
export function readNotedAct({ data }: AuditRecord): NotedAct | NotedOwnAct | undefined {
  const kind = [...installationNoticeKinds, ...adminNoticeKinds].find((one) => one === data.notice);
  return kind && typeof data.act === 'string' ? { kind, act: data.act } : undefined;
}
