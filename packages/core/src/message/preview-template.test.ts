import { expect, test } from '@jest/globals';
import { builtInCatalogue } from './built-in-catalogue.fixture.js';
import { parseTemplate, type TemplateSource } from './message-template.js';
import { previewTemplate } from './preview-template.js';

const sms: TemplateSource = { channel: 'sms', subject: null, text: '{{code}}', html: null };

function preview(source: TemplateSource, smsHost: string | null = null) {
  const parsed = parseTemplate(source);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return previewTemplate(parsed.template, { brandName: 'Acme', locale: 'en', catalogue: builtInCatalogue, smsHost });
}

test('an SMS is shown with sample words, its encoding and its segments', () => {
  const text = '{{variables.name}}, {{code}} is your {{brand}} code {{purpose}}, good for {{minutes}} minutes.';
  expect(preview({ ...sms, text }, 'login.example.com')).toEqual({
    subject: null,
    text: 'name, 123456 is your Acme code to sign in, good for 10 minutes.\n@login.example.com #123456',
    html: null,
    segments: 1,
    encoding: 'GSM-7',
    warnings: [],
  });
});

test('a mail is shown with subject and HTML, and has no segments', () => {
  const shown = preview({ ...sms, channel: 'email', text: '{{code}} {{purpose}} {{minutes}}' });
  expect(shown).toMatchObject({ subject: 'Your Acme code', segments: null, encoding: null, warnings: [] });
  expect(shown.html).toContain('123456');
});

test.each([
  ['{{code}} {{purpose}}', 'Without {{minutes}} it does not say how long the code is good for.'],
  ['{{code}} {{minutes}}', 'Without {{purpose}} it says what the code is for only if your own words do.'],
  ['{{code}} {{minutes}} {{amount}} {{payee}}', '{{amount}} and {{payee}} are empty when a challenge has no binding.'],
  [
    `{{code}} {{minutes}} {{purpose}} ${'x'.repeat(160)}`,
    'It takes 2 segments, each billed as one SMS; a code should fit in one.',
  ],
  ['{{code}} {{minutes}} {{purpose}} \u00e7', 'Because of \u00e7 a segment holds 70 characters instead of 160.'],
])('the admin is warned about %s', (text, warning) => {
  expect(preview({ ...sms, text }).warnings).toEqual([warning]);
});

test('the admin is warned about a code in the subject', () => {
  const source: TemplateSource = {
    channel: 'email',
    subject: '{{code}}',
    text: '{{code}} {{minutes}} {{purpose}}',
    html: null,
  };
  expect(preview(source).warnings).toEqual(['A code in the subject can be read on a locked screen.']);
});

test('a script of its own is no slip worth a warning', () => {
  const text = '{{code}} {{minutes}} {{purpose}} \u0647\u0648 \u0631\u0645\u0632\u0643 \u0627\u0644\u064a\u0648\u0645';
  expect(preview({ ...sms, text })).toMatchObject({ encoding: 'UCS-2', warnings: [] });
});
