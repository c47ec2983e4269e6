import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { builtInCatalogue } from './built-in-catalogue.fixture.js';
import type { CodeMessageInput } from './code-message.js';
import { parseTemplate, type TemplateSource } from './message-template.js';
import { parseOriginBoundCode } from './origin-bound-code.fixture.js';
import { renderCodeMessage } from './render-code-message.js';

const sms: TemplateSource = { channel: 'sms', subject: null, text: '{{code}}', html: null };
const email: TemplateSource = { channel: 'email', subject: null, text: '{{code}}', html: null };

function render(source: TemplateSource, changes: Partial<CodeMessageInput> = {}) {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return renderCodeMessage({
    channel: source.channel,
    code: '012345',
    purpose: 'sign-in',
    brandName: 'Acme',
    minutes: 10,
    locale: 'en',
    catalogue: builtInCatalogue,
    smsHost: null,
    template: parsed.template,
    ...changes,
  });
}

describe('by SMS', () => {
  test('every placeholder gets its word', () => {
    const text = '{{variables.name}}: {{code}} {{brand}} {{minutes}} {{purpose}} {{amount}} {{payee}}';
    const binding = { amount: 'EUR 1', payee: 'Shop' };
    expect(render({ ...sms, text }, { binding, variables: { name: 'Ann' } }).text).toBe(
      'Ann: 012345 Acme 10 to sign in EUR 1 Shop',
    );
  });

  test('the host line is the last line, whatever the template ends with', () => {
    const { text } = render({ ...sms, text: '{{code}}\nBye\n\n' }, { smsHost: 'login.example.com' });
    expect(text).toBe('012345\nBye\n@login.example.com #012345');
    expect(parseOriginBoundCode(text)).toEqual({ host: 'login.example.com', code: '012345', embeddedHost: null });
  });

  test('an empty word takes the space before it along', () => {
    const text = 'Your {{brand}} code {{purpose}} is {{code}} {{variables.none}}.';
    expect(render({ ...sms, text }, { brandName: null, purpose: 'unknown' }).text).toBe('Your code is 012345.');
  });

  test('a binding that the template leaves out is added as a sentence', () => {
    const binding = { amount: 'EUR 1', payee: 'Shop' };
    const sentence = 'This code approves a payment of EUR 1 to Shop.';
    expect(render(sms, { binding }).text).toBe(`012345\n${sentence}`);
    expect(render({ ...sms, text: '{{code}} {{amount}}' }, { binding }).text).toBe(`012345 EUR 1\n${sentence}`);
  });

  test('typography that would force UCS-2 is written plainly', () => {
    expect(render({ ...sms, text: 'It\u2019s {{code}}' }).text).toBe("It's 012345");
  });

  test.each([
    ['another placeholder', '{{code}}', '{{code}}'],
    ['a replacement pattern', "$& $1 $'", "$& $1 $'"],
    ['a link', 'https://evil.com', 'https evil com'],
    ['a second code', '999999', ''],
    ['a second line', 'a\n@b.com #1', 'a b com #1'],
  ])('a variable that is %s stays a word', (_, name, expected) => {
    const { text } = render({ ...sms, text: '{{code}} [{{variables.name}}]' }, { variables: { name } });
    expect(text).toBe(`012345 [${expected}]`);
  });

  test.each(['toString', 'constructor', 'hasOwnProperty'])('the variable %s that is not given is empty', (name) => {
    expect(render({ ...sms, text: `{{code}}[{{variables.${name}}}]` }, { variables: {} }).text).toBe('012345[]');
  });

  test('no variable can be a last line that a browser reads', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
        const { text } = render(
          { ...sms, text: '{{code}}\n{{variables.name}}' },
          { variables: { name: `@${name} #1` } },
        );
        expect(parseOriginBoundCode(text)).toBeNull();
      }),
    );
  });
});

describe('by email', () => {
  test('HTML is made from the text, escaped, in paragraphs, with the code set off', () => {
    const { html } = render({ ...email, text: 'Hi <b>\nyou\n\n{{code}} & bye' });
    expect(html).toContain('Hi &lt;b&gt;<br>\nyou</p>');
    expect(html).toMatch(/<strong dir="ltr"[^>]*>012345<\/strong> &amp; bye<\/p>/);
  });

  test('its own HTML stays, with words escaped', () => {
    const source = { ...email, html: '<p>{{variables.name}}: <b>{{code}}</b></p>' };
    const { html } = render(source, { variables: { name: '<i>"Ann"' } });
    expect(html).toContain('<p>&lt;i&gt;&quot;Ann&quot;: <b>012345</b></p>');
  });

  test('the built-in subject stands in for none, and for one that came out empty', () => {
    expect(render(email).subject).toBe('Your Acme code');
    expect(render({ ...email, subject: '{{variables.none}}' }).subject).toBe('Your Acme code');
    expect(render({ ...email, subject: 'Hi {{variables.name}}' }, { variables: { name: 'Ann' } }).subject).toBe(
      'Hi Ann',
    );
  });

  test('a binding that is left out is added to text and HTML', () => {
    const sentence = 'This code approves a payment of EUR 1 to A &amp; B.';
    const { text, html } = render(
      { ...email, html: '<p>{{code}}</p>' },
      { binding: { amount: 'EUR 1', payee: 'A & B' } },
    );
    expect(text).toBe('012345\n\nThis code approves a payment of EUR 1 to A & B.\n');
    expect(html).toContain(sentence);
  });

  test('the frame names language and direction of the locale', () => {
    expect(render(email, { locale: 'ar' }).html).toContain('<html lang="ar" dir="rtl">');
  });
});

test('a template of another channel is not used', () => {
  expect(render(email, { channel: 'sms' }).text).toMatch(/^012345 is your Acme code to sign in\./);
});
