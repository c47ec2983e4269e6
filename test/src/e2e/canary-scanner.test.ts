import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { canaryScanner } from './canary-scanner.js';

const value = 'ab+canary@leak.example';
const forms: Record<string, string> = {
  plain: `to=${value};`,
  'upper case hex': Buffer.from(value).toString('hex').toUpperCase(),
  'URL form': `?to=${encodeURIComponent(value)}`,
  'base64 alone': Buffer.from(value).toString('base64'),
  'base64 after one byte': Buffer.from(`1${value}2`).toString('base64'),
  'base64 after two bytes': Buffer.from(`12${value}3`).toString('base64'),
  'base64url after two bytes': Buffer.from(`12${value}3`).toString('base64url'),
  'UTF-16': Buffer.from(value, 'utf16le').toString('latin1'),
};

describe('the scanner', () => {
  const scan = canaryScanner([{ name: 'address', value }]);

  test.each(Object.entries(forms))('finds a canary in the middle of rubbish: %s', (_form, written) => {
    const text = Buffer.from(written, 'latin1');
    expect(scan(Buffer.concat([randomBytes(1001), text, randomBytes(1001)]))).toEqual(['address']);
    expect(scan(text)).toEqual(['address']);
  });

  test('finds nothing in what is not there, nor in a part', () => {
    expect(scan(randomBytes(100_000))).toEqual([]);
    expect(scan(Buffer.from(value.slice(0, -1)))).toEqual([]);
  });

  test('takes a run of digits for a code only where it stands alone', () => {
    const scanCode = canaryScanner([{ name: 'code', value: '1763786123' }]);
    expect(scanCode(Buffer.from('"code":"1763786123"'))).toEqual(['code']);
    expect(scanCode(Buffer.from('at 1763786123456'))).toEqual([]);
  });
});
