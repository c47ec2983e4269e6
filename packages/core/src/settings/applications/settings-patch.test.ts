import { describe, expect, test } from '@jest/globals';
import { defaultApplicationSettings } from '../application-settings.js';
import { readStoredSettings } from './read-stored-settings.js';
import { mergeSettings, settingsPatchSchema } from './settings-patch.js';

describe('a patch of settings', () => {
  test('names what it changes and fills in no default', () => {
    expect(settingsPatchSchema.parse({})).toEqual({});
    expect(settingsPatchSchema.parse({ totp: { digits: 8 } })).toEqual({ totp: { digits: 8 } });
  });

  test.each([
    [{ codeLength: 5 }, 'codeLength'],
    [{ sendsPerAddress: { hour: 21 } }, 'sendsPerAddress.hour'],
    [{ smsCountries: ['de'] }, 'smsCountries.0'],
    [{ smsCountries: ['DE', 'XX'] }, 'smsCountries.1'],
    [{ brand: { name: 'evil.example' } }, 'brand.name'],
    [{ totp: null }, 'totp'],
    [{ origins: ['https://shop.example', 'https://shop.example/'] }, 'origins.1'],
    [{ origins: ['shop.example'] }, 'origins.0'],
    [{ origins: ['javascript:alert(1)'] }, 'origins.0'],
  ])('keeps the bounds of the setting: %j', (patch, path) => {
    const parsed = settingsPatchSchema.safeParse(patch);
    expect(parsed.error?.issues.map((issue) => issue.path.join('.'))).toEqual([path]);
  });

  test('takes the origins that browsers and Android apps tell', () => {
    const origins = ['https://shop.example:8443', 'http://localhost:3000', `android:apk-key-hash:${'a'.repeat(43)}`];
    expect(settingsPatchSchema.safeParse({ origins }).success).toBe(true);
  });

  test('refuses what is no setting, also one that would reach a prototype', () => {
    expect(settingsPatchSchema.safeParse({ admin: true }).success).toBe(false);
    expect(settingsPatchSchema.safeParse(JSON.parse('{"constructor":{"prototype":{"x":1}}}')).success).toBe(false);
    const proto = JSON.parse('{"brand":{"__proto__":{"polluted":true}}}');
    expect(() => mergeSettings(defaultApplicationSettings, proto)).toThrow();
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  test('changes one part of a group and leaves its others', () => {
    const before = mergeSettings(defaultApplicationSettings, { sendsPerAddress: { hour: 7 }, smsHost: 'shop.example' });
    const after = mergeSettings(before, { sendsPerAddress: { day: 9 }, smsHost: null });
    expect(after.sendsPerAddress).toEqual({ tenMinutes: 5, hour: 7, day: 9 });
    expect(after.smsHost).toBeNull();
  });

  test('replaces a list whole', () => {
    const before = mergeSettings(defaultApplicationSettings, { smsCountries: ['DE', 'AT'] });
    expect(mergeSettings(before, { smsCountries: ['FR'] }).smsCountries).toEqual(['FR']);
  });
});

describe('stored settings', () => {
  test('of an older version gain the defaults of what it did not know', () => {
    expect(readStoredSettings({ codeLength: 8 })).toEqual({ ...defaultApplicationSettings, codeLength: 8 });
  });

  test('of a newer version lose what only that one knows, at every level', () => {
    const newer = { ...defaultApplicationSettings, later: 1, totp: { ...defaultApplicationSettings.totp, later: 1 } };
    expect(readStoredSettings(newer)).toEqual(defaultApplicationSettings);
    expect(newer.later).toBe(1);
  });

  test('with an origin that would be refused today are read', () => {
    expect(readStoredSettings({ origins: ['https://shop.example/'] }).origins).toEqual(['https://shop.example/']);
  });

  test('out of bounds are refused', () => {
    expect(() => readStoredSettings({ maxChecks: 1000 })).toThrow();
  });
});
