import type { AdminRole } from '@otpost/core/admin/admin-role';
import { beginSession } from '@otpost/core/admin/session/begin-session';
import { newId } from '@otpost/core/ids';
import { siteCookie } from '../http/site-cookie.js';
import type { WholeApi } from './start-whole-api.js';
import type { UserReply } from './user-client.js';

export interface AdminRights {
  readonly role: AdminRole;
  /** Left out: all. */
  readonly applications?: readonly string[];
  /** How long ago the second factor was shown. Left out: just now. */
  readonly secondFactorAgo?: number;
}

/** An admin who is signed in to the console. */
export interface SignedInAdmin {
  readonly id: string;
  call<Body = never>(method: string, path: string, body?: unknown): Promise<UserReply<Body>>;
}

/** An admin with a session of the console, as its browser sends requests. */
export async function newSignedInAdmin(whole: WholeApi, rights: AdminRights): Promise<SignedInAdmin> {
  const { context } = whole.opened;
  const at = context.now();
  const id = newId('adm', context.randomBytes);
  const admin = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    emailHash: id,
    emailSealed: '',
    name: 'Test',
    role: rights.role,
    applications: rights.applications ?? null,
    status: 'active',
    passwordHash: null,
    lastSignInAt: null,
  } as const;
  await context.store.admins.insert(admin);
  const then = { ...context, now: () => at - (rights.secondFactorAgo ?? 0) };
  const { secret } = await beginSession(then, { admin, stage: 'signed_in', browser: 'Test' });
  const site = siteCookie(context.publicUrl, 'console');
  const cookie = site.write(secret).split(';')[0] ?? '';
  return {
    id,
    call: async (method, path, body) => {
      const answer = await fetch(whole.url + path, {
        method,
        headers: {
          cookie,
          origin: context.publicUrl,
          'otpost-console': '1',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(5000),
      });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
