import { describe, expect, test } from '@jest/globals';
import { builtInCatalogue } from './built-in-catalogue.fixture.js';
import type { CodeMessageInput } from './code-message.js';
import { findLink } from './links.js';
import { renderCodeMessage } from './render-code-message.js';
import { renderTestMessage } from './render-test-message.js';

const sample: CodeMessageInput = {
  channel: 'email',
  code: '012345',
  purpose: 'sign-in',
  brandName: 'Acme',
  minutes: 10,
  locale: 'en',
  catalogue: builtInCatalogue,
  smsHost: 'login.example.com',
};

function email(changes: Partial<CodeMessageInput>) {
  const { subject = '', text, html = '' } = renderCodeMessage({ ...sample, ...changes });
  return { subject, text, html };
}

test('the English mail as it is read', () => {
  expect(email({ binding: { amount: 'EUR 12.50', payee: 'Shop' } })).toMatchSnapshot();
});

describe.each(builtInCatalogue.tags)('in %s', (locale) => {
  test('it reads well as text', () => {
    const { subject, text } = email({ locale });
    expect(`${subject}\n\n${text}`).toMatchSnapshot();
  });

  test('the code is in text and HTML once, and not in the subject', () => {
    const { subject, text, html } = email({ locale });
    expect(text.split('012345')).toHaveLength(2);
    expect(html.split('012345')).toHaveLength(2);
    expect(subject).not.toContain('012345');
  });

  test('the HTML names its language and direction', () => {
    const { direction } = builtInCatalogue.get(locale).strings;
    expect(email({ locale }).html).toContain(`<html lang="${locale}" dir="${direction}">`);
  });

  test('there is no link in any part', () => {
    const { subject, text, html } = email({ locale });
    expect(findLink(subject)).toBeNull();
    expect(findLink(text)).toBeNull();
    expect(html).not.toMatch(/<a\b|<img\b|href|src=|:\/\//i);
  });

  test('a binding is in text and HTML', () => {
    const { text, html } = email({ locale, binding: { amount: 'EUR 12.50', payee: 'Shop' } });
    for (const part of [text, html]) {
      expect(part).toContain('EUR 12.50');
      expect(part).toContain('Shop');
    }
  });
});

test('the code runs from left to right in an Arabic mail', () => {
  expect(email({ locale: 'ar' }).html).toMatch(/<strong dir="ltr"[^>]*>012345<\/strong>/);
});

test('HTML in a brand or payee is shown, not run', () => {
  const { html, subject } = email({
    brandName: '<script>x</script>',
    binding: { amount: '"><img src=x onerror=y>', payee: "'&" },
  });
  expect(html).not.toMatch(/<script|<img/);
  expect(html).toContain('&lt;script&gt;x&lt;/script&gt;');
  expect(html).toContain('&quot;&gt;&lt;img src=x onerror=y&gt;');
  expect(subject).toBe('Your <script>x</script> code');
});

test('no line break reaches the subject', () => {
  expect(email({ brandName: 'Acme\r\nBcc: v@y.com' }).subject).toBe('Your Acme Bcc: v y com code');
});

describe('test message', () => {
  test.each(builtInCatalogue.tags)('in %s it names Otpost and holds no number', (locale) => {
    const byEmail = renderTestMessage({ channel: 'email', locale, catalogue: builtInCatalogue });
    const bySms = renderTestMessage({ channel: 'sms', locale, catalogue: builtInCatalogue });
    expect(Object.keys(bySms)).toEqual(['text']);
    expect(byEmail.subject).toContain('Otpost');
    expect(byEmail.html).toContain(`lang="${locale}"`);
    for (const text of [bySms.text, byEmail.text]) {
      expect(text).toContain('Otpost');
      expect(text).not.toMatch(/\d/);
    }
  });
});
