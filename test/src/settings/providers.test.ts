import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { deleteProvider } from '@otpost/core/settings/providers/delete-provider';
import { getProvider } from '@otpost/core/settings/providers/get-provider';
import { listProviders } from '@otpost/core/settings/providers/list-providers';
import { orderProviders } from '@otpost/core/settings/providers/order-providers';
import { openProviderConfig } from '@otpost/core/settings/providers/provider-config';
import { type CreateProviderInput, createProviderSchema } from '@otpost/core/settings/providers/provider-schemas';
import { updateProvider } from '@otpost/core/settings/providers/update-provider';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { testActor as actor, testKinds as kinds, openTestProcess, type TestProcess } from './open-test-process.js';
import { openTestStore, type TestStore } from './open-test-store.js';

const password = 'CANARY-smtp-password-7391';
const smtpConfig = { host: 'mail.example', port: 587, username: 'otpost', password, from: 'no-reply@example.com' };

/** Nobody answers at `mail.example`. */
const unverified = true;

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let context: Context;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url);
  context = testProcess.context;
});
afterAll(async () => {
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

function smtp(changes: Partial<CreateProviderInput> = {}): CreateProviderInput {
  return createProviderSchema.parse({ channel: 'email', kind: 'smtp', name: 'Mail', config: smtpConfig, ...changes });
}
const make = (changes: Partial<CreateProviderInput> = {}) =>
  createProvider(context, { actor, kinds, input: smtp(changes) });

async function storedConfig(id: string): Promise<Record<string, unknown>> {
  const record = await context.store.providers.get(id);
  return openProviderConfig(context.settings.current().keyring, record!);
}

describe('the secrets of a provider', () => {
  test('are in no view, no list, no conflict, no warning, and not readable in a file of the store', async () => {
    const views: unknown[] = [await make()];
    const { id } = views[0] as { id: string };
    views.push(await getProvider(context, { kinds, id }), await listProviders(context, { kinds }));
    views.push(await updateProvider(context, { actor, kinds, id, input: { version: 1, name: 'Renamed' } }));
    const stale = updateProvider(context, { actor, kinds, id, input: { version: 1, name: 'Late' } });
    views.push(await stale.catch((error: { details: unknown }) => error.details));
    expect(JSON.stringify(views)).toContain('••••7391');
    expect(JSON.stringify(views)).not.toContain('CANARY');
    expect(testProcess.warnings.join()).not.toContain('CANARY');
    expect(await testStore.bytes()).not.toContain('CANARY');
    expect((await storedConfig(id))['password']).toBe(password);
  });

  test('stay when a change leaves them out or sends their mask back, and go by null', async () => {
    const { id } = await make();
    await updateProvider(context, {
      actor,
      kinds,
      id,
      input: { version: 1, config: { host: 'new.example' }, unverified },
    });
    const { config } = await getProvider(context, { kinds, id });
    await updateProvider(context, { actor, kinds, id, input: { version: 2, config: config! } });
    expect(await storedConfig(id)).toMatchObject({ host: 'new.example', password });
    const none = { version: 3, config: { username: null, password: null }, unverified };
    const cleared = await updateProvider(context, { actor, kinds, id, input: none });
    expect(cleared.config).not.toHaveProperty('password');
    expect(await storedConfig(id)).not.toHaveProperty('password');
  });

  test('open only in the place of their own provider', async () => {
    const [first, second] = [await make(), await make()];
    const stolen = await context.store.providers.get(first.id);
    const { keyring } = context.settings.current();
    expect(() => openProviderConfig(keyring, { ...stolen!, id: second.id })).toThrow('does not open');
  });
});

describe('a provider', () => {
  test('is refused with a name for each wrong field, and nothing is stored', async () => {
    const before = await context.store.providers.list();
    const { host: _, ...rest } = smtpConfig;
    const wrong = make({ config: { ...rest, port: 70_000, extra: 1 } });
    await expect(wrong).rejects.toMatchObject({ code: 'invalid_request' });
    const fields = await wrong.catch((error) => error.details.errors.map((each: { field: string }) => each.field));
    expect(fields.toSorted()).toEqual(['config.extra', 'config.host', 'config.port']);
    const refused = (field: string) => ({ code: 'invalid_request', details: { errors: [{ field }] } });
    await expect(make({ kind: 'pigeon' })).rejects.toMatchObject(refused('kind'));
    await expect(make({ channel: 'sms' })).rejects.toMatchObject(refused('channel'));
    await expect(make({ countries: ['DE'] })).rejects.toMatchObject(refused('countries'));
    await expect(make({ applications: ['app_none'] })).rejects.toMatchObject(refused('applications.0'));
    expect(await context.store.providers.list()).toEqual(before);
  });

  test('keeps its working config when a broken one is sent', async () => {
    const { id } = await make();
    const broken = { version: 1, config: { port: -1 } };
    await expect(updateProvider(context, { actor, kinds, id, input: broken })).rejects.toMatchObject({
      details: { errors: [{ field: 'config.port' }] },
    });
    expect((await getProvider(context, { kinds, id })).version).toBe(1);
    expect(await storedConfig(id)).toMatchObject(smtpConfig);
  });

  test('that the operator forbids is refused: a webhook into the own network', async () => {
    const webhook = { channel: 'sms' as const, kind: 'webhook', config: { url: 'https://127.0.0.1/sms' } };
    await expect(make(webhook)).rejects.toMatchObject({ details: { errors: [{ field: 'config.url' }] } });
  });

  test('goes behind the others of its channel, and in the order that is asked for', async () => {
    const added = [await make({ name: 'A' }), await make({ name: 'B' })];
    const listed = await listProviders(context, { kinds, channel: 'email' });
    expect(listed.slice(-2).map(({ name }) => name)).toEqual(['A', 'B']);
    const ids = listed.map(({ id }) => id).toReversed();
    const ordered = await orderProviders(context, { actor, kinds, input: { channel: 'email', ids } });
    expect(ordered.map(({ id }) => id)).toEqual(ids);
    const [first] = context.settings.current().providers.values();
    expect(first).toBeDefined();
    const incomplete = { channel: 'email' as const, ids: added.slice(0, 1).map(({ id }) => id) };
    await expect(orderProviders(context, { actor, kinds, input: incomplete })).rejects.toMatchObject({
      details: { errors: [{ field: 'ids' }] },
    });
  });

  test('is disabled, enabled and deleted, each at once for its own process', async () => {
    const { id } = await make();
    const live = () => context.settings.current().providers.get(id)?.enabled;
    await updateProvider(context, { actor, kinds, id, input: { version: 1, enabled: false } });
    expect(live()).toBe(false);
    await updateProvider(context, { actor, kinds, id, input: { version: 2, enabled: true } });
    expect(live()).toBe(true);
    await deleteProvider(context, { actor, id });
    expect(live()).toBeUndefined();
    await expect(deleteProvider(context, { actor, id })).rejects.toMatchObject({ code: 'not_found' });
  });

  test('whose sealed config is damaged blocks no other one, is reported, and is mended by a whole new config', async () => {
    const [broken, whole] = [await make({ name: 'Broken' }), await make({ name: 'Whole' })];
    const record = await context.store.providers.get(broken.id);
    const damaged = { ...record!, version: 2, configSealed: `${record!.configSealed.slice(0, -4)}AAAA` };
    await context.store.providers.replace(damaged, 1);
    await context.settings.refresh();
    const { providers } = context.settings.current();
    expect([providers.has(broken.id), providers.has(whole.id)]).toEqual([false, true]);
    expect(testProcess.warnings.join()).toContain(broken.id);
    expect(await getProvider(context, { kinds, id: broken.id })).toMatchObject({
      config: null,
      problem: 'The config of the provider does not open',
    });
    const mended = { version: 2, config: smtpConfig, unverified };
    await updateProvider(context, { actor, kinds, id: broken.id, input: mended });
    expect(context.settings.current().providers.has(broken.id)).toBe(true);
  });

  test('is changed by exactly one of 20 parallel changes of one version', async () => {
    const { id } = await make();
    const changes = Array.from({ length: 20 }, (_, index) =>
      updateProvider(context, { actor, kinds, id, input: { version: 1, weight: index + 1 } }),
    );
    const results = await Promise.allSettled(changes);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await getProvider(context, { kinds, id })).version).toBe(2);
  });
});
