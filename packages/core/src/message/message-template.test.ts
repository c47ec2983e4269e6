import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseTemplate, type TemplateSource } from './message-template.js';

const sms: TemplateSource = { channel: 'sms', subject: null, text: '{{code}}', html: null };
const email: TemplateSource = { channel: 'email', subject: 'Hello', text: '{{code}}', html: '<p>{{code}}</p>' };

function problems(source: TemplateSource): string[] {
  const parsed = parseTemplate(source);
  return parsed.ok ? [] : parsed.errors.map(({ field, message }) => `${field}: ${message}`);
}

describe('the text', () => {
  test.each([
    ['every placeholder', '{{code}} {{brand}} {{minutes}} {{purpose}} {{amount}} {{payee}} {{variables.firstName}}'],
    ['spaces in the braces', '{{ code }}'],
    ['a template string of JavaScript, as plain text', '{{code}} ${7*7}'],
    ['a template tag of other languages, as plain text', '{{code}} <%= 7 %> {%x%} #{y}'],
    ['HTML, as plain text', '{{code}} <b>now</b>'],
    ['several lines', 'Hello\n\n{{code}}\r\nBye'],
    ['other scripts and their marks', '\u200f{{code}} \u0647\u0648 \u0631\u0645\u0632\u0643'],
    ['2,000 characters', `{{code}}${'x'.repeat(1_992)}`],
  ])('may hold %s', (_, text) => {
    expect(problems({ ...sms, text })).toEqual([]);
  });

  test.each([
    ['no code', 'Hello', 'must hold {{code}}'],
    ['nothing', '', 'must hold {{code}}'],
    ['two codes', '{{code}} {{code}}', 'must hold {{code}} once only'],
    ['a link', '{{code}} https://example.com', 'must not hold a link, a host or an @: https://example.com'],
    ['a host', '{{code}} acme.com', 'must not hold a link, a host or an @: acme.com'],
    ['a host made of a brand', '{{code}} {{brand}}.com', 'must not hold a link, a host or an @: word.com'],
    ['a host line of its own', 'x\n@acme #{{code}}', 'must not hold a link, a host or an @: @'],
    ['an open brace', '{{code}} {{brand', 'has {{ or }} that belongs to no placeholder'],
    ['a NUL', '{{code}}\u0000', 'must not hold control characters'],
    ['a bidi override', '{{code}}\u202e', 'must not hold control characters'],
    ['2,001 characters', `{{code}}${'x'.repeat(1_993)}`, 'must have at most 2000 characters'],
    ['10k characters', `{{code}}${'x'.repeat(10_000)}`, 'must have at most 2000 characters'],
  ])('may not hold %s', (_, text, message) => {
    expect(problems({ ...sms, text })).toEqual([`text: ${message}`]);
  });

  test.each([
    "constructor.constructor('x')()",
    '__proto__',
    'toString',
    'variables',
    'variables.',
    'variables.a.b',
    'variables.__proto__',
    'CODE',
    '#if x',
    '',
  ])('may not hold the unknown placeholder {{%s}}', (name) => {
    expect(problems({ ...sms, text: `{{code}} {{${name}}}` })).toEqual([
      `text: has the unknown placeholder {{${name}}}; there are {{code}}, {{brand}}, {{minutes}}, {{purpose}}, {{amount}}, {{payee}} and {{variables.name}}`,
    ]);
  });
});

describe('the HTML', () => {
  test.each([
    [
      'plain structure',
      '<h1>Hello</h1><p style="color:#333;margin:0">Code: <strong>{{code}}</strong><br/>Bye.</p><p>Next</p>',
    ],
    ['a table', '<table role="presentation" width="100%"><tr><td align="center">{{code}}</td></tr></table>'],
    ['entities that HTML needs', '<p>{{code}}&nbsp;&lt;&gt;&amp;&quot;&#39;</p>'],
  ])('may hold %s', (_, html) => {
    expect(problems({ ...email, html })).toEqual([]);
  });

  test.each([
    ['a script', '<script>x</script>{{code}}', 'has <script>'],
    ['a script in capitals', '<SCRIPT>x</SCRIPT>{{code}}', 'has <script>'],
    ['a handler', '<p onclick="x">{{code}}</p>', 'has onclick="x"'],
    ['a link', '<a href="https://x.com">{{code}}</a>', 'has <a>'],
    ['an image', '<img src="x">{{code}}', 'has <img>'],
    ['a style sheet', '<style>p{}</style>{{code}}', 'has <style>'],
    ['a style that loads', '<p style="background:url(x)">{{code}}</p>', 'has style="background:url(x)"'],
    ['a style with an escape', '<p style="a:\\75rl(x)">{{code}}</p>', 'has style='],
    ['a form', '<form><input name="x">{{code}}</form>', 'has <form>'],
    ['a frame', '<iframe>{{code}}</iframe>', 'has <iframe>'],
    ['a comment', '<!-- x -->{{code}}', 'has <!-- x -->, which is no plain tag'],
    ['attributes without quotes', '<p align=left>{{code}}</p>', 'has <p align=left>, which is no plain tag'],
    ['attributes in single quotes', "<p align='left'>{{code}}</p>", 'has <p align'],
    ['a placeholder in a tag', '<p dir="{{brand}}">{{code}}</p>', 'has dir="{{brand}}"'],
    ['a tag that does not end', '{{code}} <p', 'has a < or > that is no tag'],
    ['a tag in a tag', '<p <b>>{{code}}', 'has a < or > that is no tag'],
    ['an entity that hides a letter', '{{code}} ex&#46;com', 'has &#46;: write the character itself'],
    ['an entity without end', '{{code}} &lt', 'has &lt: write the character itself'],
    ['a host cut by tags', '{{code}} acme<b>.com</b>', 'must not hold a link, a host or an @: acme.com'],
    ['no code', '<p>Hello</p>', 'must hold {{code}}'],
    ['two codes', '{{code}} {{code}}', 'must hold {{code}} once only'],
    ['20,001 characters', `{{code}}${'x'.repeat(19_993)}`, 'must have at most 20000 characters'],
  ])('may not hold %s', (_, html, message) => {
    expect(problems({ ...email, html })[0]).toContain(`html: ${message}`);
  });
});

describe('the subject', () => {
  test.each(['Your {{brand}} code', '{{code}}', 'Hello {{variables.name}}'])('may be %s', (subject) => {
    expect(problems({ ...email, subject })).toEqual([]);
  });

  test.each([
    ['two lines', 'Hello\r\nBcc: x', 'must be one line'],
    ['nothing', ' ', 'must not be empty'],
    ['a link', 'See acme.com', 'must not hold a link, a host or an @: acme.com'],
    ['201 characters', 'x'.repeat(201), 'must have at most 200 characters'],
  ])('may not be %s', (_, subject, message) => {
    expect(problems({ ...email, subject })).toContain(`subject: ${message}`);
  });
});

test('an SMS has neither subject nor HTML', () => {
  expect(problems({ ...email, channel: 'sms' })).toEqual(['subject: is for email only', 'html: is for email only']);
});

test('all problems of all fields are named at once', () => {
  const source = { ...email, subject: 'a\nb', text: '{{x}} @', html: '<a>' };
  expect(new Set(problems(source).map((problem) => problem.split(':')[0]))).toEqual(
    new Set(['subject', 'text', 'html']),
  );
  expect(problems(source).length).toBeGreaterThan(4);
});

test('the variables that a template takes are listed once each', () => {
  const parsed = parseTemplate({
    ...email,
    text: '{{code}} {{variables.a}} {{variables.a}}',
    subject: '{{variables.b}}',
  });
  expect(parsed).toMatchObject({ ok: true, template: { variableNames: ['b', 'a'] } });
});

test('no source makes the parser throw, and no accepted HTML holds anything active', () => {
  const pieces = [
    '<',
    '>',
    '<p>',
    '</p>',
    '<script>',
    '<a href="',
    '" onclick="',
    '"',
    "'",
    'style="',
    'url(',
    '&#46;',
    '{{code}}',
    '{{',
    '}}',
  ];
  const source = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 4 })), { maxLength: 12 });
  fc.assert(
    fc.property(source, (parts) => {
      const html = `{{code}}${parts.join('').replaceAll('{{code}}', '')}`;
      const parsed = parseTemplate({ ...email, html });
      if (parsed.ok) expect(html).not.toMatch(/<\s*(?:script|a\b|img)|<[^>]*(?:onclick|href|url\()/i);
    }),
    { numRuns: 3_000 },
  );
});
