import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { maskEmail, maskPhone } from './mask.js';

describe('phone', () => {
  test.each([
    ['+14155550123', '+1415***0123'],
    ['+8613812345678', '+8613***5678'],
    ['+4915123456789', '+4915***6789'],
    ['+29051234', '+290***34'],
    ['+491690', '+49***0'],
  ])('%s is shown as %s', (number, masked) => {
    expect(maskPhone(number)).toBe(masked);
  });

  test('at least three digits of every number are hidden', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9][0-9]{3,14}$/), (digits) => {
        const shown = maskPhone(`+${digits}`).replaceAll(/[^0-9]/g, '');
        expect(digits.length - shown.length).toBeGreaterThanOrEqual(3);
        expect(maskPhone(`+${digits}`)).not.toContain(digits);
      }),
    );
  });
});

describe('email', () => {
  test.each([
    ['anna@example.com', 'a***@e***.com'],
    ['a@example.com', '***@e***.com'],
    ['ab@x.com', 'a***@***.com'],
    ['anna@mail.example.co.uk', 'a***@m***.uk'],
  ])('%s is shown as %s', (email, masked) => {
    expect(maskEmail(email)).toBe(masked);
  });

  test('no mask holds the whole local part or the whole domain', () => {
    const local = fc.stringMatching(/^[A-Za-z0-9._+-]{1,64}$/);
    const domain = fc.stringMatching(/^[a-z0-9-]{1,30}(\.[a-z0-9-]{1,20}){0,2}\.[a-z]{2,8}$/);
    fc.assert(
      fc.property(local, domain, (localPart, host) => {
        const [maskedLocal = '', maskedDomain = ''] = maskEmail(`${localPart}@${host}`).split('@');
        expect(maskedLocal).not.toContain(localPart);
        expect(maskedDomain).not.toContain(host);
      }),
    );
  });
});
