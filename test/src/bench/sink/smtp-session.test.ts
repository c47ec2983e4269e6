import { expect, test } from '@jest/globals';
import { createSmtpSession, type SunkMail } from './smtp-session.js';

function openSession() {
  const replies: string[] = [];
  const mails: SunkMail[] = [];
  const session = createSmtpSession(
    (line) => replies.push(line),
    (mail) => mails.push(mail),
  );
  return { session, replies, mails };
}

const greeting = 'EHLO bench\r\n';
const envelope = 'MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n';
const content = 'Subject: x\r\n\r\nA line\r\n..with a dot\r\n';

test('a message is told once, with its recipient and its size, when its last dot has come', () => {
  const { session, replies, mails } = openSession();
  session.take(greeting);
  session.take(envelope);
  session.take(content);
  expect(mails).toEqual([]);
  session.take('.\r\n');
  expect(mails).toEqual([{ to: 'b@example.com', bytes: content.length }]);
  expect(replies.map((line) => line.slice(0, 3))).toEqual(['250', '250', '250', '354', '250']);
});

test('bytes may be cut anywhere and commands may come together', () => {
  const whole = `${greeting}${envelope}${content}.\r\n${envelope}${content}.\r\nQUIT\r\n`;
  const { session, replies, mails } = openSession();
  for (const character of whole) session.take(character);
  const together = openSession();
  together.session.take(whole);
  expect(mails).toHaveLength(2);
  expect(together.mails).toEqual(mails);
  expect(together.replies).toEqual(replies);
  expect(replies.at(-1)).toBe('221 Bye');
});
