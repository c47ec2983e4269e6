import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { limitContext } from '@otpost/core/admin/limit-context';
import type { Reach } from '@otpost/core/admin/reach';
import type { ApplicationView } from '@otpost/core/settings/applications/application-schemas';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import type { ProviderView } from '@otpost/core/settings/providers/provider-schemas';
import { listWarnings } from '@otpost/core/warning/list-warnings';
import type { Warning } from '@otpost/core/warning/warning-schemas';
import { type AdminClient, newAdminClient } from '../testing/admin-client.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

describe('a standing warning', () => {
  let whole: WholeApi;
  let admin: AdminClient;
  beforeAll(async () => {
    whole = await startWholeApi();
    admin = newAdminClient(whole);
  });
  afterAll(() => whole.close());

  const warnings = async () => (await admin<{ warnings: Warning[] }>('GET', '/warnings')).body.warnings;
  const codesOf = async (id: string) =>
    (await warnings()).filter(({ subject }) => subject.id === id).map(({ code }) => code);
  const application = async (name: string, settings: SettingsPatch) =>
    (await admin<ApplicationView>('POST', '/applications', { name, settings })).body;
  const providerOf = async (name: string) => {
    const { body } = await admin<{ providers: ProviderView[] }>('GET', '/providers');
    return body.providers.find((provider) => provider.name === name)!;
  };

  test('is not there where all is well', async () => {
    expect(await codesOf(whole.applicationId)).toEqual([]);
  });

  test('tells of SMS without countries, without an alternative, and of countries that nobody serves', async () => {
    const none = await application('none', {});
    const alone = await application('alone', { smsCountries: ['DE'], policy: { factors: ['sms', 'email'] } });
    expect(await codesOf(none.id)).toEqual(['no_sms_countries']);
    expect(await codesOf(alone.id)).toEqual(['sms_without_alternative']);
    const sms = await providerOf('sms');
    await admin('PATCH', `/providers/${sms.id}`, { version: sms.version, countries: ['AT', 'SI'] });
    expect(await codesOf(alone.id)).toEqual(['country_without_provider', 'sms_without_alternative']);
    await admin('PATCH', `/providers/${sms.id}`, { version: sms.version + 1, countries: [] });
    expect(await codesOf(alone.id)).toEqual(['sms_without_alternative']);
  });

  test('tells of a channel without a provider, and ends with its cause', async () => {
    const mail = await providerOf('mail');
    await admin('PATCH', `/providers/${mail.id}`, { version: mail.version, enabled: false });
    expect(await codesOf(whole.applicationId)).toEqual(['no_provider']);
    await admin('PATCH', `/providers/${mail.id}`, { version: mail.version + 1, enabled: true });
    expect(await codesOf(whole.applicationId)).toEqual([]);
  });

  test('tells of a provider whose settings are wrong, in its own words, and of whom it leaves without', async () => {
    const { id, version } = await providerOf('mail');
    const note = { providerId: id, outcome: 'config', detail: 'The login is refused', version } as const;
    await whole.opened.context.live.breakers.note({ ...note, tookMilliseconds: 1 });
    expect(await codesOf(id)).toEqual(['provider_config']);
    expect(await codesOf(whole.applicationId)).toEqual(['no_working_provider']);
    const [first] = (await warnings()).filter(({ subject }) => subject.id === id);
    expect(first?.message).toContain('The login is refused');
    expect(first?.whatToDo).not.toBe('');
  });

  test('of the installation is shown to those alone who may see it', async () => {
    const within = (reach: Reach) => listWarnings(limitContext(whole.opened.context, reach), reach);
    const subjects = (found: Warning[]) => new Set(found.map(({ subject }) => subject.type));
    expect(subjects(await within({ applications: null })).has('provider')).toBe(true);
    const own = await within({ applications: [whole.applicationId] });
    expect(subjects(own)).toEqual(new Set(['application']));
    expect(new Set(own.map(({ subject }) => subject.id))).toEqual(new Set([whole.applicationId]));
  });

  test('tells of a paused provider and of test mode', async () => {
    const sms = await providerOf('sms');
    await admin('POST', `/providers/${sms.id}/pause`, { reason: 'Moving' });
    expect(await codesOf(sms.id)).toEqual(['paused']);
    await admin('POST', `/providers/${sms.id}/resume`, { reason: 'Moved' });
    const tested = await application('tested', { smsCountries: ['DE'], testMode: true });
    expect(await codesOf(tested.id)).toContain('test_mode');
  });
});
