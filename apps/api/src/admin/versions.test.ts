import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limitContext } from '@otpost/core/admin/limit-context';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import type { ApplicationView } from '@otpost/core/settings/applications/application-schemas';
import type { ProviderView } from '@otpost/core/settings/providers/provider-schemas';
import type { TemplateView } from '@otpost/core/settings/templates/template-schemas';
import { listApplicationVersions } from '@otpost/core/settings/versions/application-versions';
import type { SettingVersionPage } from '@otpost/core/settings/versions/version-schemas';
import type { NewWebhookView, WebhookView } from '@otpost/core/webhook/webhook-schemas';
import type { Problem } from '../http/problem.js';
import { type AdminClient, newAdminClient } from '../testing/admin-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const passwords = ['CANARY-first-password', 'CANARY-second-password'] as const;
const mail = (password: string, port = 587) => ({
  channel: 'email',
  kind: 'smtp',
  name: 'Mail',
  config: { host: 'mail.invalid', port, username: 'otpost', password, from: 'no-reply@example.com' },
});

describe.each(stores.starts)('the versions of a setting on %s', (_store, start) => {
  let whole: WholeApi;
  let admin: AdminClient;
  beforeAll(async () => {
    whole = await start();
    admin = newAdminClient(whole);
  });
  afterAll(() => whole.close());

  const versionsOf = async (path: string, query = '') =>
    (await admin<SettingVersionPage>('GET', `${path}/versions${query}`)).body;
  const audited = async (target: string) =>
    (await whole.opened.context.store.audit.page({ target: { equals: target } }, { limit: 1 }))[0];

  test('tell who changed which settings of an application, and lead back to each', async () => {
    const path = `/applications/${whole.applicationId}`;
    await admin('PATCH', path, { version: 1, settings: { maxChecks: 3, brand: { name: 'Shop' } } });
    await admin('PATCH', path, { version: 2, name: 'renamed', settings: { policy: { graceDays: 14 } } });
    const { versions, nextCursor } = await versionsOf(path);
    expect(nextCursor).toBeNull();
    expect(versions).toMatchObject([
      {
        version: 3,
        isCurrent: true,
        actor: expect.stringMatching(/^key:/),
        changes: [
          { field: 'name', before: 'test', after: 'renamed' },
          { field: 'settings.policy.graceDays', before: 0, after: 14 },
        ],
      },
      {
        version: 2,
        isCurrent: false,
        changes: [
          { field: 'settings.maxChecks', before: 5, after: 3 },
          { field: 'settings.brand.name', before: null, after: 'Shop' },
        ],
      },
      { version: 1, actor: 'operator:test', changes: [] },
    ]);
    const back = await admin<ApplicationView>('POST', `${path}/roll-back`, { toVersion: 2, version: 3 });
    expect(back).toMatchObject({ status: 200, body: { version: 4, name: 'test' } });
    expect(back.body.settings).toMatchObject({ maxChecks: 3, brand: { name: 'Shop' }, policy: { graceDays: 0 } });
    expect(await audited(whole.applicationId)).toMatchObject({
      action: 'application.roll_back',
      phase: 'done',
      data: { toVersion: 2 },
    });
  });

  test('come in pages, and a cursor that no page gave is refused', async () => {
    const { body: made } = await admin<ApplicationView>('POST', '/applications', { name: 'paged' });
    const path = `/applications/${made.id}`;
    for (let version = 1; version <= 5; version += 1) {
      await admin('PATCH', path, { version, settings: { codeLength: 6 + (version % 2) } });
    }
    const first = await versionsOf(path, '?limit=4');
    expect(first.versions.map(({ version }) => version)).toEqual([6, 5, 4, 3]);
    expect(first.versions.every(({ changes }) => changes?.length === 1)).toBe(true);
    const second = await versionsOf(path, `?limit=4&cursor=${first.nextCursor}`);
    expect(second.versions.map(({ version, changes }) => [version, changes?.length])).toEqual([
      [2, 1],
      [1, 0],
    ]);
    expect(second.nextCursor).toBeNull();
    const { status, body } = await admin<Problem>('GET', `${path}/versions?cursor=zero`);
    expect([status, body]).toMatchObject([400, { errors: [{ field: 'cursor' }] }]);
  });

  test('bring an older secret of a provider back and show none', async () => {
    const { body: made } = await admin<ProviderView>('POST', '/providers', mail(passwords[0]));
    const path = `/providers/${made.id}`;
    await admin('PATCH', path, { version: 1, config: mail(passwords[1], 465).config, unverified: true });
    const listed = await versionsOf(path);
    expect(listed.versions[0]?.changes).toEqual([
      { field: 'config.port', before: 587, after: 465 },
      { field: 'config.password', secret: true },
    ]);
    const refused = await admin<Problem>('POST', `${path}/roll-back`, { toVersion: 1, version: 2 });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'config.host' }] } });
    const back = await admin<ProviderView>('POST', `${path}/roll-back`, { toVersion: 1, version: 2, unverified: true });
    expect(back).toMatchObject({ status: 200, body: { version: 3, config: { port: 587, password: '••••word' } } });
    const after = await versionsOf(path);
    expect(after.versions.map(({ version }) => version)).toEqual([3, 2, 1]);
    expect(JSON.stringify([listed, refused, back, after])).not.toContain('CANARY');
  });

  test('say that somebody was faster, with what stands now', async () => {
    const { body: made } = await admin<ProviderView>('POST', '/providers', mail(passwords[0]));
    await admin('PATCH', `/providers/${made.id}`, { version: 1, name: 'Renamed' });
    const late = await admin<Problem>('POST', `/providers/${made.id}/roll-back`, { toVersion: 1, version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: 'conflict', current: { version: 2, name: 'Renamed' } } });
    const unknown = await admin<Problem>('POST', `/providers/${made.id}/roll-back`, { toVersion: 7, version: 2 });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('bring a deleted provider back, until they are forgotten with history', async () => {
    const { body: made } = await admin<ProviderView>('POST', '/providers', mail(passwords[0]));
    const path = `/providers/${made.id}`;
    await admin('DELETE', path);
    expect((await versionsOf(path)).versions).toMatchObject([{ version: 1, isCurrent: false }]);
    const back = { toVersion: 1, version: 1, unverified: true };
    expect(await admin('POST', `${path}/roll-back`, back)).toMatchObject({ status: 200, body: { version: 2 } });
    const { context } = whole.opened;
    const later = (days: number) => ({ ...context, now: () => Date.now() + days * 86_400_000 });
    await purgeLeftovers(later(31), 30);
    expect((await versionsOf(path)).versions.map(({ version }) => version)).toEqual([2, 1]);
    await admin('DELETE', path);
    await purgeLeftovers(later(29), 30);
    expect((await versionsOf(path)).versions).toHaveLength(2);
    await purgeLeftovers(later(31), 30);
    expect(await admin('GET', `${path}/versions`)).toMatchObject({ status: 404 });
  });

  test('of a template bring its texts back, also after it was deleted', async () => {
    const text = (minutes: string) => `Code {{code}} for ${minutes}`;
    const { body: made } = await admin<TemplateView>('POST', '/templates', {
      applicationId: whole.applicationId,
      channel: 'sms',
      locale: 'de',
      text: text('a'),
    });
    const path = `/templates/${made.id}`;
    await admin('PATCH', path, { version: 1, text: text('b') });
    expect((await versionsOf(path)).versions[0]?.changes).toEqual([
      { field: 'text', before: text('a'), after: text('b') },
    ]);
    await admin('DELETE', path);
    const back = await admin<TemplateView>('POST', `${path}/roll-back`, { toVersion: 1, version: 2 });
    expect(back).toMatchObject({ status: 200, body: { id: made.id, version: 3, text: text('a') } });
  });

  test('of a webhook bring its events back and leave its secret', async () => {
    const path = `/applications/${whole.applicationId}/webhooks`;
    const { body: made } = await admin<NewWebhookView>('POST', path, {
      url: 'https://receiver.example.com/hooks',
      events: ['challenge.approved'],
    });
    await admin('POST', `${path}/${made.id}/secret`, {});
    await admin('PATCH', `${path}/${made.id}`, { version: 2, events: [], enabled: false });
    const { versions } = await versionsOf(`${path}/${made.id}`);
    expect(versions.map(({ changes }) => changes)).toEqual([
      [
        { field: 'events', before: ['challenge.approved'], after: [] },
        { field: 'enabled', before: true, after: false },
      ],
      [{ field: 'secret', secret: true }],
      [],
    ]);
    expect(JSON.stringify(versions)).not.toContain(made.secret);
    const before = await whole.opened.context.store.webhooks.get(made.id);
    const back = await admin<WebhookView>('POST', `${path}/${made.id}/roll-back`, { toVersion: 1, version: 3 });
    expect(back).toMatchObject({ status: 200, body: { version: 4, enabled: true, events: ['challenge.approved'] } });
    expect((await whole.opened.context.store.webhooks.get(made.id))?.secretsSealed).toBe(before?.secretsSealed);
    const foreign = await whole.addApplication('foreign', {});
    const elsewhere = `/applications/${foreign.applicationId}/webhooks/${made.id}`;
    expect(await admin('GET', `${elsewhere}/versions`)).toMatchObject({ status: 404 });
    const stolen = await admin('POST', `${elsewhere}/roll-back`, { toVersion: 1, version: 4 });
    expect(stolen).toMatchObject({ status: 404 });
  });

  test('are those of the applications in reach', async () => {
    const other = await whole.addApplication('out of reach', {});
    const limited = limitContext(whole.opened.context, { applications: [whole.applicationId] });
    const input = { limit: 20 };
    await expect(listApplicationVersions(limited, { id: other.applicationId, input })).rejects.toMatchObject({
      code: 'not_found',
    });
    expect((await listApplicationVersions(limited, { id: whole.applicationId, input })).versions).not.toHaveLength(0);
  });
});
