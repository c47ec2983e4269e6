import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { AdminRecord } from '../admin-records.js';
import { type AdminEmail, sealAdminEmail } from './admin-email.js';

export interface NewAdmin extends Pick<AdminRecord, 'name' | 'role' | 'applications'> {
  readonly email: AdminEmail;
  /** Null for one who is invited, and chooses it by the link. */
  readonly passwordHash: string | null;
}

/** The record of an admin who was not there before; to be inserted. */
export function newAdmin(
  { settings, now, randomBytes }: Pick<Context, 'settings' | 'now' | 'randomBytes'>,
  { email, passwordHash, name, role, applications }: NewAdmin,
): AdminRecord {
  const id = newId('adm', randomBytes);
  const at = now();
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    emailHash: email.hash,
    emailSealed: sealAdminEmail(settings.current().keyring, id, email),
    name,
    role,
    applications,
    status: passwordHash === null ? 'invited' : 'active',
    passwordHash,
    lastSignInAt: null,
  };
}
