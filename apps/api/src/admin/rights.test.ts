import { beforeAll, describe, expect, test } from '@jest/globals';
import { type AdminRole, adminRoles, mayActAs } from '@otpost/core/admin/admin-role';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { AdminAccess } from '../authentication/caller.js';
import type { Route } from '../route/route.js';
import { apiRoutes } from '../routes.js';
import { type MadeAdmin, makeAdmin } from '../testing/make-admin.js';
import { testKinds } from '../testing/start-whole-api.js';
import { useConsole } from '../testing/use-console.js';

const house = useConsole();

const parts = {
  probe: () => Promise.resolve({ problems: [], degraded: [] }),
  admin: { kinds: testKinds, masterKeys: masterKeys([{ id: 'm', bytes: new Uint8Array(32) }]) },
  publicUrl: 'https://otpost.example.com',
};

interface Line {
  readonly route: Route;
  readonly access: AdminAccess;
}

const lines: readonly Line[] = apiRoutes(parts).flatMap((route) =>
  typeof route.access === 'object' ? [{ route, access: route.access }] : [],
);

const nameOf = ({ route: { method, path } }: Line): string => `${method.toUpperCase()} ${path}`;

/** Names nothing that there is, so that nothing is changed where it is allowed. */
async function codeFor(made: MadeAdmin, { route }: Line): Promise<string> {
  const path = route.path.replaceAll(/:\w+/g, 'none');
  const body = route.method === 'get' || route.method === 'delete' ? undefined : {};
  const answer = await house.ask(made, route.method.toUpperCase(), path, body);
  if (typeof answer.body !== 'object' || answer.body === null || !('code' in answer.body)) return String(answer.status);
  return String(answer.body.code);
}

const context = () => house.whole().opened.context;
const refused = (code: string): boolean => ['forbidden', 'unauthenticated', 'step_up_required'].includes(code);

describe.each(adminRoles)('the role %s', (role: AdminRole) => {
  let whole: MadeAdmin;
  let limited: MadeAdmin;
  let stale: MadeAdmin;
  beforeAll(async () => {
    const applications = [house.whole().applicationId];
    whole = await makeAdmin(context(), { role });
    limited = await makeAdmin(context(), { role, applications });
    stale = await makeAdmin(context(), { role });
    const { adminSessions } = context().store;
    const session = await adminSessions.get(stale.session.split('.')[0] ?? '');
    if (!session) throw new Error('There is no session');
    const old = { ...session, secondFactorAt: Date.now() - 301_000, version: session.version + 1 };
    await adminSessions.replace(old, session.version);
  });

  test('may call what its role allows, and nothing else', async () => {
    for (const line of lines) {
      const code = await codeFor(whole, line);
      const isAllowed = mayActAs(role, line.access.role);
      expect([nameOf(line), code, refused(code)]).toEqual([nameOf(line), code, !isAllowed]);
    }
  });

  test('of some applications may call nothing that concerns all', async () => {
    for (const line of lines) {
      const code = await codeFor(limited, line);
      const isAllowed = mayActAs(role, line.access.role) && line.access.reach === 'applications';
      expect([nameOf(line), code, refused(code)]).toEqual([nameOf(line), code, !isAllowed]);
      expect([nameOf(line), code]).not.toEqual([nameOf(line), 'internal_error']);
    }
  });

  test('with an older second factor is asked for it before what is dangerous', async () => {
    for (const line of lines.filter(({ access }) => mayActAs(role, access.role))) {
      const code = await codeFor(stale, line);
      expect([nameOf(line), code === 'step_up_required']).toEqual([nameOf(line), line.access.stepUp]);
    }
  });
});

test('nothing is open without a session, and every route of admins says who may', async () => {
  expect(lines.length).toBeGreaterThan(70);
  for (const { route } of lines) {
    const path = route.path.replaceAll(/:\w+/g, 'none');
    const answer = await fetch(`${house.origin()}${path}`, { method: route.method.toUpperCase() });
    expect([path, answer.status]).toEqual([path, 401]);
  }
});
