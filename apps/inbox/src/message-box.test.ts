import { expect, test } from '@jest/globals';
import type { ReceivedMessage } from './inbox-message.js';
import { createMessageBox, parsePlace } from './message-box.js';

const mail = (to: string): ReceivedMessage => ({
  channel: 'email',
  to,
  from: 'no-reply@otpost.localhost',
  subject: 'Your code',
  text: 'Your code is 123456.',
  html: null,
  headers: {},
});

const texts = (messages: readonly { to: string }[]) => messages.map((message) => message.to);

test('messages are listed newest last and found by address in any case and by channel', () => {
  const box = createMessageBox(() => 1000);
  box.add(mail('ana@example.com'));
  box.add({ ...mail('+38640123456'), channel: 'sms' });
  box.add(mail('Ana@Example.com'));
  expect(texts(box.list({}))).toEqual(['ana@example.com', '+38640123456', 'Ana@Example.com']);
  expect(texts(box.list({ to: 'ANA@example.com' }))).toEqual(['ana@example.com', 'Ana@Example.com']);
  expect(texts(box.list({ channel: 'sms' }))).toEqual(['+38640123456']);
});

test('beyond the limit the oldest message is dropped', () => {
  const box = createMessageBox(() => 1000, 3);
  for (const name of ['a', 'b', 'c', 'd']) box.add(mail(name));
  expect(texts(box.list({}))).toEqual(['b', 'c', 'd']);
});

test('`after` takes the id of a message, also of one that is gone, and leaves that message out', () => {
  const box = createMessageBox(() => 1000, 2);
  const first = box.add(mail('a'));
  const second = box.add(mail('b'));
  box.add(mail('c'));
  expect(texts(box.list({ after: parsePlace(first.id) }))).toEqual(['b', 'c']);
  expect(texts(box.list({ after: parsePlace(second.id) }))).toEqual(['c']);
});

test('`after` takes a time', () => {
  let now = 1000;
  const box = createMessageBox(() => now);
  box.add(mail('a'));
  now = 2000;
  box.add(mail('b'));
  expect(texts(box.list({ after: parsePlace(new Date(1500).toISOString()) }))).toEqual(['b']);
});

test('an id of an earlier run is older than every message of this one', () => {
  const earlier = createMessageBox(() => 1000).add(mail('a'));
  const box = createMessageBox(() => 2000);
  box.add(mail('b'));
  expect(texts(box.list({ after: parsePlace(earlier.id) }))).toEqual(['b']);
});

test('a place that is neither id nor time is told apart', () => {
  expect(parsePlace('yesterday-ish')).toBeUndefined();
  expect(parsePlace('msg_')).toBeUndefined();
});
