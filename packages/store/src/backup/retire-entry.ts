import type { AdminLinkRecord, AdminSessionRecord } from '@otpost/core/admin/admin-records';
import type { NoticeRecord } from '@otpost/core/records';
import {
  retireAdminAccess,
  retireLink,
  retireNotice,
  retireRecoveryCodes,
  retireReset,
  retireSteps,
  retireTrustedDevice,
} from '@otpost/core/restore/retire-records';
import type { LinkRecord, ResetRecord, TrustedDeviceRecord, UserRecord } from '@otpost/core/user-records';
import type { PlainRecord } from '../check-record.js';
import type { BackupEntry } from './read-backup.js';

export interface RestoreTerms {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The operator says that nothing was used or withdrawn since the backup, as in a planned move. */
  readonly nothingSince: boolean;
}

function retired({ collection, record }: BackupEntry, { now, nothingSince }: RestoreTerms): object {
  const plain: unknown = record;
  // readBackup has compared the record with the shape of its collection.
  if (collection === 'users') {
    const user = retireSteps(plain as UserRecord, now);
    return nothingSince ? user : retireRecoveryCodes(user, now);
  }
  if (nothingSince) return record;
  if (collection === 'adminSessions') return retireAdminAccess(plain as AdminSessionRecord, now);
  if (collection === 'adminLinks') return retireAdminAccess(plain as AdminLinkRecord, now);
  if (collection === 'links') return retireLink(plain as LinkRecord, now);
  if (collection === 'trustedDevices') return retireTrustedDevice(plain as TrustedDeviceRecord, now);
  if (collection === 'resets') return retireReset(plain as ResetRecord, now);
  if (collection === 'notices') return retireNotice(plain as NoticeRecord, now);
  return record;
}

/** The record as it enters the store: nothing in it works a second time. */
export function retireEntry(entry: BackupEntry, terms: RestoreTerms): BackupEntry {
  return { collection: entry.collection, record: retired(entry, terms) as PlainRecord };
}
