import { expect, test } from '@jest/globals';
import { simpleParser } from 'mailparser';
import { composeMail, type Mail } from './compose-mail.js';

const mail: Mail = {
  from: { name: 'Shop', address: 'no-reply@shop.test' },
  to: 'reader@example.test',
  subject: 'Your code',
  text: 'This is your code:\n\n123456\n',
  html: '<!doctype html>\n<p>123456</p>\n',
  date: new Date('2026-03-04T05:06:07Z'),
  messageId: '<ch_1-2@shop.test>',
  boundary: 'otpost-ch_1-2',
};

test('a plain mail is written as it is read', () => {
  expect(composeMail(mail)).toBe(
    [
      'Auto-Submitted: auto-generated',
      'X-Auto-Response-Suppress: All',
      'From: Shop <no-reply@shop.test>',
      'To: reader@example.test',
      'Subject: Your code',
      'Message-ID: <ch_1-2@shop.test>',
      'Date: Wed, 04 Mar 2026 05:06:07 +0000',
      'MIME-Version: 1.0',
      'Content-Type: multipart/alternative; boundary="otpost-ch_1-2"',
      '',
      '--otpost-ch_1-2',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      'This is your code:',
      '',
      '123456',
      '',
      '--otpost-ch_1-2',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: 7bit',
      '',
      '<!doctype html>',
      '<p>123456</p>',
      '',
      '--otpost-ch_1-2--',
      '',
    ].join('\r\n'),
  );
});

const wordy = 'Vaša koda za prijavo je pripravljena. '.repeat(40);
const japanese = 'ログイン用の確認コードです。'.repeat(60);
const plain = 'a'.repeat(998);

test.each([
  ['short', 'Koda', 'Koda: 123456'],
  ['in Latin letters with marks', 'Vaša koda za prijavo v čudovito trgovino ščžđć in še malo naprej', wordy],
  ['in other letters', '確認コードのお知らせです。確認コードのお知らせです。確認コードのお知らせです。', japanese],
  ['with an emoji', '🔑 Code', `🔑 ${'🔑🗝️'.repeat(200)}`],
  ['of the longest plain lines', 'x'.repeat(200), plain],
  ['of a longer line', 'word '.repeat(60).trim(), `${plain}b`],
  ['with signs of the encodings', 'a =?utf-8?Q?b?= c', 'price=3D 100%\t.\n..\n=\n'],
])('what a reader sees of a mail %s is what was written', async (_, subject, text) => {
  const from = { name: `Trgovina "Pri Čebeli", ${subject.slice(0, 20)}`, address: 'no-reply@shop.test' };
  const wire = composeMail({ ...mail, from, subject, text: `${text}\n`, html: `<p>${text}</p>\n` });
  for (const line of wire.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(998);
  expect(wire).toMatch(/^[\t\r\n\x20-\x7e]*$/);
  expect(wire.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const read = await simpleParser(wire, { skipTextToHtml: true, skipHtmlToText: true });
  expect(read.subject).toBe(subject);
  expect(read.from?.value).toEqual([from]);
  expect(read.text?.trimEnd()).toBe(text.trimEnd());
  expect(String(read.html).trimEnd()).toBe(`<p>${text}</p>`);
});

test('a mail without HTML has one part', async () => {
  const wire = composeMail({ ...mail, html: undefined });
  expect(wire).not.toContain('multipart');
  expect((await simpleParser(wire)).text).toBe(mail.text);
});

test('line breaks and control characters in a subject begin no header', async () => {
  const wire = composeMail({ ...mail, subject: 'Code\r\nBcc: victim@y.test\n\u0000X-Injected: 1' });
  const { headerLines } = await simpleParser(wire);
  expect(headerLines.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['bcc']));
  expect(headerLines.map(({ key }) => key)).not.toEqual(expect.arrayContaining(['x-injected']));
});
