import { describe, expect, test } from '@jest/globals';
import { parseReturnUrl, withPageSession } from './return-url.js';

const allowed = ['https://shop.example/account', 'http://localhost:3000/'];

describe('a return address', () => {
  test.each([
    ['https://shop.example/account', 'https://shop.example/account'],
    ['https://shop.example/account/done?to=cart', 'https://shop.example/account/done?to=cart'],
    ['https://shop.example/account?next=%2Fcart%2e', 'https://shop.example/account?next=%2Fcart%2e'],
    ['https://SHOP.example:443/account', 'https://shop.example/account'],
    ['http://localhost:3000/anything', 'http://localhost:3000/anything'],
  ])('%s is at or below an entry', (text, read) => {
    expect(parseReturnUrl(text, allowed)).toBe(read);
  });

  test.each([
    'https://shop.example/',
    'https://shop.example/accounts',
    'https://shop.example/account/../admin',
    'https://shop.example/account/%2e%2e/admin',
    'https://shop.example/account%2f..%2fadmin',
    'http://shop.example/account',
    'https://shop.example:8443/account',
    'https://shop.example.evil.example/account',
    'https://evil.example/https://shop.example/account',
    'https://shop.example@evil.example/account',
    'https://user:password@shop.example/account',
    'https://shop.example/account#fragment',
    'https://shop.example\\@evil.example/account',
    'https://sub.shop.example/account',
    'https:\t//shop.example/account',
    '//shop.example/account',
    '/account',
    'javascript:alert(1)//https://shop.example/account',
    'data:text/html,https://shop.example/account',
    'http://127.0.0.1:3000/',
    `https://shop.example/account/${'a'.repeat(2000)}`,
    '',
  ])('%s is refused and named', (text) => {
    expect(() => parseReturnUrl(text, allowed)).toThrow(/^returnUrl: /);
  });

  test('is refused when the application named none', () => {
    expect(() => parseReturnUrl('https://shop.example/account', [])).toThrow(/returnUrls/);
  });

  test('carries the id of the visit, and no second one', () => {
    const url = withPageSession('https://shop.example/account?a=1&page_session=forged', 'pgs_1');
    expect(url).toBe('https://shop.example/account?a=1&page_session=pgs_1');
  });
});
