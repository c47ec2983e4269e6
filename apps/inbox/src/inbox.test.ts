import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { SMTPServer } from 'smtp-server';
import { createInboxHttp } from './http-server.js';
import type { InboxMessage } from './inbox-message.js';
import { createMessageBox } from './message-box.js';
import { createSmtpReceiver } from './smtp-receiver.js';

let smtp: SMTPServer;
let http: Server;
let inboxUrl: string;

beforeEach(async () => {
  const box = createMessageBox(Date.now);
  smtp = createSmtpReceiver((message) => box.add(message));
  smtp.listen(0, '127.0.0.1');
  http = createInboxHttp(box, { localNamesOnly: true }).listen(0, '127.0.0.1');
  await Promise.all([once(smtp.server, 'listening'), once(http, 'listening')]);
  inboxUrl = `http://localhost:${(http.address() as AddressInfo).port}`;
});

afterEach(async () => {
  http.closeAllConnections();
  http.close();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

/** Speaks SMTP line by line and returns the last reply. */
async function sendMail(recipients: readonly string[], mail: string, greeting = 'EHLO test'): Promise<string> {
  const socket = connect((smtp.server.address() as AddressInfo).port, '127.0.0.1');
  const replies = createInterface({ input: socket })[Symbol.asyncIterator]();
  const nextReply = async (): Promise<string> => {
    const { value } = (await replies.next()) as { value: string };
    return value[3] === '-' ? nextReply() : value;
  };
  const commands = [
    greeting,
    'MAIL FROM:<no-reply@otpost.localhost>',
    ...recipients.map((to) => `RCPT TO:<${to}>`),
    'DATA',
  ];
  await nextReply();
  for (const command of commands) {
    socket.write(`${command}\r\n`);
    expect(await nextReply()).toMatch(/^[23]/);
  }
  socket.write(`${mail}\r\n.\r\n`);
  const reply = await nextReply();
  socket.destroy();
  return reply;
}

async function list(query = ''): Promise<InboxMessage[]> {
  return (await (await fetch(`${inboxUrl}/messages${query}`)).json()) as InboxMessage[];
}

const mail = [
  'From: Otpost <no-reply@otpost.localhost>',
  'To: ana@example.com',
  'Subject: =?utf-8?B?VmHFoWEga29kYQ==?=',
  'Message-ID: <ch_07abc-1@otpost.localhost>',
  'Auto-Submitted: auto-generated',
  'MIME-Version: 1.0',
  'Content-Type: multipart/alternative; boundary=b',
  '',
  '--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nYour code is 123456.',
  '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Your code is <b>123456</b>.</p>',
  '--b--',
].join('\r\n');

test('a mail arrives once for each recipient, decoded, with its headers', async () => {
  expect(await sendMail(['ana@example.com', 'bor@example.com'], mail)).toMatch(/^250/);
  const messages = await list();
  expect(messages.map((message) => message.to)).toEqual(['ana@example.com', 'bor@example.com']);
  expect(messages[0]).toMatchObject({
    channel: 'email',
    subject: 'Vaša koda',
    text: 'Your code is 123456.',
    html: expect.stringContaining('<b>123456</b>'),
    headers: { 'auto-submitted': 'auto-generated', 'message-id': '<ch_07abc-1@otpost.localhost>' },
  });
  expect(messages[0]?.from).toContain('no-reply@otpost.localhost');
});

test('a mail above 10 MB is refused with 552 and not kept', async () => {
  expect(await sendMail(['ana@example.com'], `Subject: large\r\n\r\n${'x'.repeat(10 * 1024 * 1024)}`)).toMatch(/^552/);
  expect(await list()).toEqual([]);
});

test('a webhook arrives with its text and headers', async () => {
  const response = await fetch(`${inboxUrl}/sms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'webhook-id': 'ch_07abc-1' },
    body: JSON.stringify({
      id: 'ch_07abc-1',
      kind: 'code',
      channel: 'sms',
      to: '+38640123456',
      text: '123456 is it',
      code: '123456',
    }),
  });
  expect(response.status).toBe(200);
  expect(await list('?to=%2B38640123456&channel=sms')).toMatchObject([
    { channel: 'sms', to: '+38640123456', subject: null, html: null, headers: { 'webhook-id': 'ch_07abc-1' } },
  ]);
});

test('a webhook without an address is refused, and the field is named', async () => {
  const response = await fetch(`${inboxUrl}/sms`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text: '123456' }),
  });
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ field: 'to' }] });
});

test('the code of a challenge is handed out as text, also to one who asked before it came', async () => {
  const asked = fetch(`${inboxUrl}/code?challenge=ch_07abc`);
  await sendMail(['ana@example.com'], mail.replaceAll('ch_07abc', 'ch_08other').replaceAll('123456', '999999'));
  await sendMail(['ana@example.com'], mail);
  expect(await (await asked).text()).toBe('123456\n');
  expect(await (await fetch(`${inboxUrl}/code?challenge=ch_07abc`)).text()).toBe('123456\n');
});

test('DELETE empties the inbox', async () => {
  await sendMail(['ana@example.com'], mail);
  expect((await fetch(`${inboxUrl}/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await list()).toEqual([]);
});

test('a place in the list that cannot be read is refused, and the field is named', async () => {
  const response = await fetch(`${inboxUrl}/messages?after=soon`);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ errors: [{ field: 'after' }] });
});

test('the page and its parts are there, and load nothing from elsewhere', async () => {
  for (const path of ['/', '/inbox.js', '/inbox.css']) {
    const response = await fetch(`${inboxUrl}${path}`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toMatch(/https?:\/\//);
  }
});

test('a request under a foreign name is refused, so that a web page cannot read codes', async () => {
  const socket = connect((http.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET /messages HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  expect(answer).toMatch(/^HTTP\/1.1 421 /);
});
