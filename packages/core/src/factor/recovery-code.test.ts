import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  hashInSet,
  type NewRecoveryCodes,
  newRecoveryCodes,
  normalizeRecoveryCode,
  recoveryCodesLeft,
  spendRecoveryCode,
} from './recovery-code.js';

let made: NewRecoveryCodes;
beforeAll(async () => {
  made = await newRecoveryCodes(10, randomBytes, 1000);
});

const hashOf = async (typed: string) => hashInSet(made.set, normalizeRecoveryCode(typed) ?? '');

describe('recovery codes', () => {
  test('are ten different ones in groups of four, and none stands in what is stored', () => {
    expect(new Set(made.codes).size).toBe(10);
    for (const code of made.codes) {
      expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
      expect(JSON.stringify(made.set)).not.toContain(code.replaceAll('-', ''));
    }
    expect(recoveryCodesLeft(made.set)).toBe(10);
  });

  test('each is right once, however it is typed', async () => {
    const [first = '', second = ''] = made.codes;
    const spent = spendRecoveryCode(made.set, await hashOf(` ${first.toLowerCase().replaceAll('-', ' ')} `), 5);
    if (spent.kind !== 'right') throw new Error(spent.kind);
    expect(recoveryCodesLeft(spent.set)).toBe(9);
    expect(spendRecoveryCode(spent.set, await hashOf(first), 6)).toEqual({ kind: 'already_used' });
    expect(spendRecoveryCode(spent.set, await hashOf(second), 6).kind).toBe('right');
  });

  test('one of another set, or of none, is wrong', async () => {
    const other = await newRecoveryCodes(5, randomBytes, 1000);
    expect(spendRecoveryCode(made.set, await hashOf(other.codes[0] ?? ''), 5)).toEqual({ kind: 'wrong' });
    expect(spendRecoveryCode(null, await hashInSet(null, 'X'), 5)).toEqual({ kind: 'wrong' });
  });

  test('letters that look like digits are read as those', () => {
    expect(normalizeRecoveryCode('oooo-iiii-llll-0123')).toBe('0000111111110123');
  });

  test.each(['', '123456', 'U234-5678-9ABC-DEFG', 'XXXX-XXXX-XXXX-XXX', 'XXXX-XXXX-XXXX-XXXXX', 'ÄXXX-XXXX-XXXX-XXXX'])(
    '%j is none',
    (typed) => {
      expect(normalizeRecoveryCode(typed)).toBeUndefined();
    },
  );
});
