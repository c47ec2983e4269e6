import { createHmac } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readTwilioReceipts } from './read-receipts.js';

const config = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'authtokenauthtoken', from: '+12065550100' };
const url = 'https://otpost.example.com/receipts/prv_1/ch_00x-1.1.mac';
const sid = `SM${'a'.repeat(32)}`;

/** Twilio docs, "Validating signatures": the address, then each field's name and value in the order of the names. */
function signature(form: Record<string, string>, token = config.authToken, at = url): string {
  const text = Object.keys(form)
    .sort()
    .reduce((all, name) => all + name + form[name], at);
  return createHmac('sha1', token).update(text).digest('base64');
}
function callback(form: Record<string, string>, signedBy = signature(form)) {
  const body = new URLSearchParams(form).toString();
  return { method: 'POST', url, headers: { 'x-twilio-signature': signedBy }, body };
}
const base = { MessageSid: sid, SmsSid: sid, AccountSid: config.accountSid, To: '+14155550123' };
const read = (form: Record<string, string>) => readTwilioReceipts(config, callback({ ...base, ...form }));

test.each([
  [{ MessageStatus: 'delivered' }, { status: 'delivered' }],
  [{ MessageStatus: 'read' }, { status: 'delivered' }],
  [{ MessageStatus: 'sent' }, { status: 'sent' }],
  [
    { MessageStatus: 'undelivered', ErrorCode: '30003' },
    { status: 'undelivered', providerCode: '30003' },
  ],
  [
    { MessageStatus: 'failed', ErrorCode: '30005' },
    { status: 'undelivered', providerCode: '30005', suppress: 'hard_bounce' },
  ],
  [
    { MessageStatus: 'failed', ErrorCode: '21610' },
    { status: 'undelivered', providerCode: '21610', suppress: 'opted_out' },
  ],
])('%j', async (form, receipt) => {
  expect(await read(form as unknown as Record<string, string>)).toEqual({
    kind: 'read',
    receipts: [{ providerMessageId: sid, ...receipt }],
  });
});

test('states on the way say nothing', async () => {
  expect(await read({ MessageStatus: 'queued' })).toEqual({ kind: 'read', receipts: [] });
  expect(await read({})).toEqual({ kind: 'read', receipts: [] });
});

describe('forged', () => {
  const form = { ...base, MessageStatus: 'delivered' };
  test.each([
    ['a changed field', { ...callback(form), body: new URLSearchParams({ ...form, To: '+1999' }).toString() }],
    ['an added field', { ...callback(form), body: `${new URLSearchParams(form).toString()}&Extra=1` }],
    ['a field twice', { ...callback(form), body: `${new URLSearchParams(form).toString()}&MessageStatus=failed` }],
    ['another token', callback(form, signature(form, 'anothertokenanother'))],
    ['another address', callback(form, signature(form, config.authToken, 'https://evil.example/'))],
    ['no signature', callback(form, '')],
  ])('%s', async (_name, request) => {
    expect(await readTwilioReceipts(config, request)).toMatchObject({ kind: 'forged' });
  });
});
