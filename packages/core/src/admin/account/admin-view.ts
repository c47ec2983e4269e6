import type { Keyring } from '../../keyring/keyring.js';
import type { AdminRecord } from '../admin-records.js';
import { openAdminEmail } from './admin-email.js';
import type { AdminView } from './admin-schemas.js';

const isoTime = (at: number): string => new Date(at).toISOString();

export function viewAdmin(keyring: Keyring, admin: AdminRecord): AdminView {
  const { id, version, name, role, applications, status, createdAt, lastSignInAt } = admin;
  return {
    id,
    version,
    email: openAdminEmail(keyring, admin),
    name,
    role,
    applications: applications && [...applications],
    status,
    createdAt: isoTime(createdAt),
    lastSignInAt: lastSignInAt === null ? null : isoTime(lastSignInAt),
  };
}
