import { describe, expect, test } from '@jest/globals';
import { adminNoticeKinds, installationNoticeKinds, noticeKinds } from '../notice/notice-facts.js';
import { builtInCatalogue as catalogue } from './built-in-catalogue.fixture.js';
import { findLink } from './links.js';
import { renderNotice } from './render-notice.js';

const at = Date.UTC(2026, 10, 25, 16, 30);
const base = { brandName: 'Acme', supportText: 'Help: +49 30 1234', catalogue };

describe.each(catalogue.tags)('a notice in %s', (locale) => {
  test.each([...noticeKinds, ...adminNoticeKinds])(
    '%s tells what happened, when, to which account, and where to find help',
    (kind) => {
      const { subject, text, html } = renderNotice({ ...base, locale, facts: { kind, subject: 'My phone', at } });
      expect(subject).toMatch(/^Acme: ./);
      expect(text).toContain('Acme');
      expect(text).toMatch(/2026|٢٠٢٦/);
      expect(text).toMatch(/UTC|غرينتش|协调|世界|協定/);
      expect(text).toContain(base.supportText);
      expect(text).not.toMatch(/\{\{|undefined/);
      expect(html).toContain(`lang="${locale}"`);
      expect(findLink(text)).toBeNull();
    },
  );

  test.each(installationNoticeKinds)('%s tells an owner what happened, to what, when, and who did it', (kind) => {
    const facts = { kind, subject: 'Mill shop', by: 'Ada King', at };
    const { subject, text, html } = renderNotice({ ...base, brandName: 'Otpost', locale, facts });
    expect(subject).toMatch(/^Otpost: ./);
    expect(text.includes('Mill shop')).toBe(kind !== 'admin_key_made');
    expect(text).toContain('Ada King');
    expect(text).toContain('Otpost');
    expect(text).not.toContain(catalogue.get(locale).strings.notice.unexpected);
    expect(text).not.toMatch(/\{\{|undefined/);
    expect(html).toContain(`lang="${locale}"`);
    expect(findLink(text)).toBeNull();
  });

  test('with a link to set up again names the link in text and HTML, once to follow', () => {
    const url = 'https://otpost.example.com/pages/reset#lnk_a.b';
    const facts = { kind: 'reset_link', url, minutes: 1440 } as const;
    const { text, html } = renderNotice({ ...base, locale, facts });
    expect(text.split('\n')).toContain(url);
    expect(html?.match(/<a /g)).toHaveLength(1);
    expect(html).toContain(`href="${url}"`);
  });
});

test('the time is in words of the locale and in UTC', () => {
  const facts = { kind: 'reset', subject: null, at } as const;
  expect(renderNotice({ ...base, locale: 'en', facts }).text).toContain('November 25, 2026');
  expect(renderNotice({ ...base, locale: 'de', facts }).text).toContain('25. November 2026');
});

test('a name or brand of the user cannot add a line, a link or HTML', () => {
  const name = 'x\r\nBcc: all\u202e https://evil.example <b>';
  const facts = { kind: 'factor_added', subject: name, at } as const;
  const brandName = 'Acme\r\nBcc: evil@evil.example';
  const { subject, text, html } = renderNotice({ ...base, brandName, locale: 'en', facts });
  expect(subject).not.toMatch(/[\r\n]/);
  expect(findLink(text)).toBeNull();
  expect(html).not.toContain('<b>');
});
