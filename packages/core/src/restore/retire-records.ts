import type { NoticeRecord } from '../records.js';
import type { FactorRecord, LinkRecord, ResetRecord, TrustedDeviceRecord, UserRecord } from '../user-records.js';

/**
 * What a backup holds may have been used, ended or withdrawn after it was made, and nobody can tell any more. These make a
 * record so that nothing works a second time. Times are milliseconds since 1970.
 */

/** The codes that could have been accepted until now: one step ahead is accepted as well (RFC 6238 section 5.2). */
function retireFactor(factor: FactorRecord, now: number): FactorRecord {
  if (factor.type !== 'totp') return factor;
  const newestStep = Math.floor(now / 1000 / factor.period) + 1;
  return { ...factor, lastStep: Math.max(factor.lastStep, newestStep) };
}

/** No time step is accepted twice. Holds also when nothing has happened since. */
export function retireSteps(user: UserRecord, now: number): UserRecord {
  return { ...user, factors: user.factors.map((factor) => retireFactor(factor, now)) };
}

export function retireRecoveryCodes(user: UserRecord, now: number): UserRecord {
  const { recoveryCodes: set } = user;
  if (!set) return user;
  const codes = set.codes.map((code) => ({ ...code, usedAt: code.usedAt ?? now }));
  return { ...user, recoveryCodes: { ...set, codes } };
}

export function retireLink(link: LinkRecord, now: number): LinkRecord {
  if (link.usedAt !== null || link.canceledAt !== null) return link;
  return { ...link, payloadSealed: null, canceledAt: now };
}

/** Nobody is signed in by a cookie or link of the past. */
export function retireAdminAccess<Stored extends { readonly expiresAt: number }>(record: Stored, now: number): Stored {
  return { ...record, expiresAt: Math.min(record.expiresAt, now) };
}

export function retireTrustedDevice(device: TrustedDeviceRecord, now: number): TrustedDeviceRecord {
  return { ...device, revokedAt: device.revokedAt ?? now };
}

/** The link of a mailed one is canceled; one that waits for an admin can wait on. */
export function retireReset(reset: ResetRecord, now: number): ResetRecord {
  if (reset.status !== 'mailed' && reset.status !== 'followed') return reset;
  return { ...reset, status: 'canceled', endedAt: now };
}

/** A message of the past is not sent a second time. */
export function retireNotice(notice: NoticeRecord, now: number): NoticeRecord {
  return { ...notice, endedAt: notice.endedAt ?? now };
}
