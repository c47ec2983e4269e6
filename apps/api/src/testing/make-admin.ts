import { randomUUID } from 'node:crypto';
import { parseAdminEmail } from '@otpost/core/admin/account/admin-email';
import { newAdmin } from '@otpost/core/admin/account/new-admin';
import type { AdminRecord } from '@otpost/core/admin/admin-records';
import type { AdminRole } from '@otpost/core/admin/admin-role';
import { beginSession } from '@otpost/core/admin/session/begin-session';
import { beginAdminFactor, confirmAdminFactor } from '@otpost/core/admin/session/enrol';
import type { Context } from '@otpost/core/context';
import { earlierCode, totpApp } from '@otpost/test/users/totp-app';

export interface NewAdmin {
  readonly role: AdminRole;
  /** Left out: all applications. */
  readonly applications?: readonly string[];
  readonly name?: string;
  readonly passwordHash?: string;
}

export interface MadeAdmin {
  readonly admin: AdminRecord;
  readonly email: string;
  /** What the cookie of a signed-in browser holds; its second factor is fresh. */
  readonly session: string;
  /** What the authenticator app shows at a time, in milliseconds since 1970; the step before now was used. */
  readonly code: (at: number) => string;
}

/** An admin who has signed in with an authenticator app, as the console does it, without its pages. */
export async function makeAdmin(context: Context, wanted: NewAdmin): Promise<MadeAdmin> {
  const { keyring } = context.settings.current();
  const email = parseAdminEmail(keyring, `admin-${randomUUID().slice(0, 8)}@example.com`);
  const admin: AdminRecord = {
    ...newAdmin(context, {
      email,
      name: wanted.name ?? `Kim the ${wanted.role}`,
      role: wanted.role,
      applications: wanted.applications ?? null,
      passwordHash: wanted.passwordHash ?? null,
    }),
    status: 'active',
  };
  await context.store.admins.insert(admin);
  const half = await beginSession(context, { admin, stage: 'must_enrol', browser: 'Chrome on Linux' });
  const begun = await beginAdminFactor(context, half, { type: 'totp', name: 'Phone' });
  const app = totpApp(begun.secret ?? '');
  const confirmed = await confirmAdminFactor(context, {
    ...half,
    factorId: begun.id,
    input: { code: await earlierCode(app) },
  });
  if (!confirmed.begun) throw new Error(`The first factor opened no session: ${confirmed.confirmed.reason}`);
  return { admin, email: email.canonical, session: confirmed.begun.secret, code: app };
}
