import { beforeAll, describe, expect, test } from '@jest/globals';
import { hashPassword } from '@otpost/core/admin/account/password';
import { followAdminLink } from '@otpost/core/admin/link/follow-admin-link';
import { type MadeAdmin, makeAdmin } from '../../testing/make-admin.js';
import { useConsole } from '../../testing/use-console.js';

const house = useConsole();
const context = () => house.whole().opened.context;
const password = 'a long sentence nobody guesses';

interface Invited {
  readonly admin: { readonly id: string; readonly version: number };
  readonly url: string | null;
}

let owner: MadeAdmin;
beforeAll(async () => {
  owner = await makeAdmin(context(), { role: 'owner' });
});

const ask = (method: string, path: string, body?: unknown) => house.ask(owner, method, `/admin/v1/admins${path}`, body);

async function turnMail(enabled: boolean): Promise<void> {
  const { body } = await house.ask(owner, 'GET', '/admin/v1/providers?channel=email');
  const { providers } = body as { providers: { id: string; version: number }[] };
  for (const { id, version } of providers) {
    await house.ask(owner, 'PATCH', `/admin/v1/providers/${id}`, { version, enabled });
  }
}

describe('admins', () => {
  test('an invitation goes by mail, sealed until it is sent', async () => {
    const invited = await ask('POST', '', { email: 'kim@example.com', name: 'Kim', role: 'support' });
    expect(invited).toMatchObject({ status: 201, body: { url: null, admin: { status: 'invited', role: 'support' } } });
    const [notice] = await context().store.notices.page({ kind: { equals: 'notice' } }, { limit: 1 });
    expect(notice?.addressMasked).not.toContain('kim@example.com');
    expect(JSON.stringify(notice)).not.toContain('invitation');
  });

  test('without a provider for mail the owner gets the link, which works once', async () => {
    await turnMail(false);
    const { body } = await ask('POST', '', { email: 'lee@example.com', name: 'Lee', role: 'viewer' });
    await turnMail(true);
    const { url, admin } = body as Invited;
    const token = url?.split('#')[1] ?? '';
    const followed = await followAdminLink(context(), { token, password }, 'Firefox');
    expect(followed).toMatchObject({ admin: { id: admin.id, status: 'active' }, session: { stage: 'must_enrol' } });
    await expect(followAdminLink(context(), { token, password }, 'Firefox')).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('an address is invited once, and an application must exist', async () => {
    const again = await ask('POST', '', { email: 'KIM@example.com', name: 'Kim', role: 'owner' });
    expect(again).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const unknown = { email: 'x@example.com', name: 'X', role: 'viewer', applications: ['app_none'] };
    expect((await ask('POST', '', unknown)).body).toMatchObject({ errors: [{ field: 'applications' }] });
    const hidden = { ...unknown, applications: ['app_console'] };
    expect((await ask('POST', '', hidden)).body).toMatchObject({ errors: [{ field: 'applications' }] });
  });

  test('the last owner of all applications stays one', async () => {
    const { version } = owner.admin;
    const stored = await context().store.admins.get(owner.admin.id);
    const now = stored?.version ?? version;
    for (const change of [{ role: 'viewer' }, { disabled: true }, { applications: [house.whole().applicationId] }]) {
      const answer = await ask('PATCH', `/${owner.admin.id}`, { version: now, ...change });
      expect(answer).toMatchObject({ status: 403, body: { code: 'policy_forbids' } });
    }
    expect((await ask('DELETE', `/${owner.admin.id}`)).status).toBe(403);
  });

  test('of two changes from one version the second gets a conflict with what stands', async () => {
    const passwordHash = await hashPassword(password, context().randomBytes);
    const made = await makeAdmin(context(), { role: 'viewer', passwordHash });
    const version = (await context().store.admins.get(made.admin.id))?.version ?? 0;
    expect((await ask('PATCH', `/${made.admin.id}`, { version, role: 'support' })).status).toBe(200);
    const second = await ask('PATCH', `/${made.admin.id}`, { version, name: 'Other' });
    expect(second).toMatchObject({ status: 409, body: { code: 'conflict', current: { role: 'support' } } });
    expect((await ask('DELETE', `/${made.admin.id}`)).status).toBe(204);
    expect((await house.ask(made, 'GET', '/admin/v1/applications')).status).toBe(401);
  });
});
