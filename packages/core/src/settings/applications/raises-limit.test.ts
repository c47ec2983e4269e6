import { expect, test } from '@jest/globals';
import { defaultApplicationSettings } from '../application-settings.js';
import { raisesLimit } from './raises-limit.js';
import { mergeSettings, type SettingsPatch } from './settings-patch.js';

const before = mergeSettings(defaultApplicationSettings, { sendsPerCountry: { day: 100 }, smsCountries: ['DE', 'FR'] });
const everywhere = mergeSettings(before, { smsCountries: ['*'] });

test.each<[SettingsPatch, boolean]>([
  [{}, false],
  [{ sendsPerAddress: { hour: 11 } }, true],
  [{ sendsPerAddress: { hour: 9 } }, false],
  [{ sendsPerIp: { hour: 21 } }, true],
  [{ sendsPerCountry: { day: null } }, true],
  [{ sendsPerCountry: { day: 99 } }, false],
  [{ sendsPerPrefix: { hour: 10 } }, false],
  [{ createsPerSecond: 201 }, true],
  [{ maxChecks: 6 }, true],
  [{ maxChecks: 4, failedChecksStop: 50 }, false],
  [{ codeLength: 8, lifeSeconds: 60 }, false],
  [{ smsCountries: ['DE'] }, false],
  [{ smsCountries: ['FR', 'DE'] }, false],
  [{ smsCountries: ['DE', 'LV'] }, true],
  [{ smsCountries: ['*'] }, true],
  [{ cooldownSeconds: [30, 60, 120, 299] }, true],
  [{ cooldownSeconds: [30] }, true],
  [{ cooldownSeconds: [300] }, false],
  [{ cooldownSeconds: [30, 60, 120, 300, 300] }, false],
  [{ cooldownSeconds: [30, 60, 120, 300, 30] }, true],
])('%j raises a limit: %s', (patch, isRaised) => {
  expect(raisesLimit(before, mergeSettings(before, patch))).toBe(isRaised);
});

test('where SMS goes everywhere, naming countries opens none', () => {
  expect(raisesLimit(everywhere, mergeSettings(everywhere, { smsCountries: ['LV'] }))).toBe(false);
});
