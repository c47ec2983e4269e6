import { describe, expect, test } from '@jest/globals';
import { parsePhone } from './parse-phone.js';
import { numberTypeMayReceiveCodes, smsCountryAllowed } from './sms-gate.js';

function parsed(raw: string) {
  const result = parsePhone(raw);
  if (!result.ok) throw new Error(`${raw} ${result.reason}`);
  return result.address;
}

describe('the type of a number', () => {
  test.each([
    ['+4915123456789', 'MOBILE', true],
    ['+14155550123', 'FIXED_LINE_OR_MOBILE', true],
    ['+493012345678', 'FIXED_LINE', false],
    ['+19005551234', 'PREMIUM_RATE', false],
    ['+491801123456', 'SHARED_COST', false],
    ['+447640123456', 'PAGER', false],
    ['+443031231234', 'UAN', false],
    ['+78005553535', 'TOLL_FREE', false],
    ['+447012345678', 'PERSONAL_NUMBER', false],
    ['+88213300655', 'VOIP', false],
    ['+3932391054010', 'VOICEMAIL', false],
  ])('%s is %s: may receive codes is %s', (raw, numberType, allowed) => {
    expect(parsed(raw).numberType).toBe(numberType);
    expect(numberTypeMayReceiveCodes(parsed(raw).numberType)).toBe(allowed);
  });

  test.each([['SOMETHING_NEW'], [null]])('the type %s is refused', (numberType) => {
    expect(numberTypeMayReceiveCodes(numberType)).toBe(false);
  });
});

describe('the country of a number', () => {
  test('an empty list allows no country', () => {
    expect(smsCountryAllowed([], 'DE')).toBe(false);
  });

  test('a ticked country is allowed and every other one refused', () => {
    expect(smsCountryAllowed(['DE', 'SI'], 'SI')).toBe(true);
    expect(smsCountryAllowed(['DE', 'SI'], 'US')).toBe(false);
  });

  test('the star allows every country, and no number without one', () => {
    expect(smsCountryAllowed(['*'], 'US')).toBe(true);
    expect(smsCountryAllowed(['*'], null)).toBe(false);
  });

  test.each(['+881612345678', '+88213300655', '+870773111632', '+979123456789'])(
    '%s passes no list, not even the star',
    (raw) => {
      expect(smsCountryAllowed(['*', 'US'], parsed(raw).country)).toBe(false);
    },
  );

  test.each([
    ['+12462501234', 'US'],
    ['+18762101234', 'US'],
    ['+77012345678', 'RU'],
    ['+447797712345', 'GB'],
  ])('%s is not let in by its neighbour %s under the same country code', (raw, neighbour) => {
    expect(smsCountryAllowed([neighbour], parsed(raw).country)).toBe(false);
  });
});
