import { isIP } from 'node:net';
import { z } from 'zod';
import { receiptSecretSchema } from '../signed-receipts/receipt-secret.js';
import { parseMailbox } from './parse-mailbox.js';

const hostLabel = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

export const smtpConfigSchema = z
  .strictObject({
    host: z.string('The mail server is missing').max(253).refine(isHost, 'This is not a host name or an IP address'),
    port: z.int('The port is a whole number').min(1, 'The lowest port is 1').max(65_535, 'The highest port is 65535'),
    secure: z.boolean('Either true or false').default(false),
    username: printable('user name').max(320).optional(),
    password: printable('password').max(1024).optional(),
    from: z
      .string('The sender is missing')
      .max(320)
      .refine(
        (text) => parseMailbox(text) !== undefined,
        'Write no-reply@example.com or Example <no-reply@example.com>',
      ),
    allowInsecure: z.boolean('Either true or false').default(false),
    receiptSecret: receiptSecretSchema,
  })
  .superRefine(({ username, password }, context) => {
    if (username !== undefined && password === undefined) {
      context.addIssue({ code: 'custom', path: ['password'], message: 'A user name needs its password' });
    }
    if (password !== undefined && username === undefined) {
      context.addIssue({ code: 'custom', path: ['username'], message: 'A password needs its user name' });
    }
  });

export type SmtpConfig = z.infer<typeof smtpConfigSchema>;

/** True for this machine: plain text to it does not cross a network. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isHost(text: string): boolean {
  return isIP(text) !== 0 || text.split('.').every((label) => hostLabel.test(label));
}

function printable(what: string) {
  return z
    .string(`The ${what} is a text`)
    .min(1, `The ${what} is empty; leave the setting out instead`)
    .refine((text) => !/\p{Cc}/u.test(text), `The ${what} holds control characters`);
}
