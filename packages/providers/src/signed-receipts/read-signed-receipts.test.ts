import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { readSignedReceipts } from './read-signed-receipts.js';

const secret = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 2).toString('base64')}`;

function signed(body: string, by = secret, at = new Date()) {
  const headers = {
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(by).sign('msg_1', at, body),
  };
  return { method: 'POST', url: 'https://otpost.example.com/receipts/prv_1', headers, body };
}
const read = (body: unknown) => readSignedReceipts(secret, signed(JSON.stringify(body)));

test('one receipt or a list, with what was given and nothing else', () => {
  const one = { deliveryId: 'ch_00x-1', status: 'undelivered', suppress: 'hard_bounce', providerCode: '5.1.1' };
  expect(read(one)).toEqual({ kind: 'read', receipts: [one] });
  expect(read({ receipts: [one, { status: 'delivered', providerMessageId: 'm-1' }] })).toEqual({
    kind: 'read',
    receipts: [one, { status: 'delivered', providerMessageId: 'm-1' }],
  });
});

describe('what is not genuine is forged', () => {
  const body = '{"status":"delivered"}';
  const old = new Date(Date.now() - 600_000);
  test.each([
    ['another secret', secret, signed(body, other)],
    ['another body', secret, { ...signed(body), body: '{"status":"undelivered"}' }],
    ['an old one', secret, signed(body, secret, old)],
    ['no signature', secret, { ...signed(body), headers: {} }],
    ['no secret here', undefined, signed(body)],
  ])('%s', (_name, own, request) => {
    expect(readSignedReceipts(own, request)).toMatchObject({ kind: 'forged' });
  });
});

describe('what is signed and no receipt is named by its field', () => {
  test.each([
    ['no JSON', '{', 'body'],
    ['another status', '{"status":"lost"}', 'status'],
    ['a suppression of what arrived', '{"status":"delivered","suppress":"hard_bounce"}', 'suppress'],
    ['too long', JSON.stringify({ status: 'sent', deliveryId: 'x'.repeat(81) }), 'deliveryId'],
    ['control characters', JSON.stringify({ status: 'sent', providerCode: 'a\nb' }), 'providerCode'],
  ])('%s', (_name, body, field) => {
    expect(readSignedReceipts(secret, signed(body))).toMatchObject({ kind: 'unreadable', field });
  });
  test('an empty list, and a list that is too long', () => {
    expect(read({ receipts: [] })).toMatchObject({ kind: 'unreadable' });
    const many = Array.from({ length: 1001 }, () => ({ status: 'sent' }));
    expect(read({ receipts: many })).toMatchObject({ kind: 'unreadable' });
  });
});
