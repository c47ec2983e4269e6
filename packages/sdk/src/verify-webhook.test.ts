import { describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { verifyWebhook } from './verify-webhook.js';

const secret = `whsec_${btoa('a secret of thirty-two characters')}`;
const otherSecret = `whsec_${btoa('another one, of nobody in the house')}`;
const now = Date.parse('2026-11-26T10:00:00Z');
const event = {
  type: 'challenge.approved',
  timestamp: '2026-11-26T10:00:00.000Z',
  data: { challengeId: 'ch_1', to: 'é' },
};
const body = JSON.stringify(event);

interface Signed {
  readonly by?: string;
  readonly at?: number;
  readonly text?: string;
}

/** Signed by another hand than the one that is tested: the library of Standard Webhooks. */
function signed({ by = secret, at = now, text = body }: Signed = {}) {
  return {
    'webhook-id': 'wmg_1',
    'webhook-timestamp': String(at / 1000),
    'webhook-signature': new Webhook(by).sign('wmg_1', new Date(at), text),
  };
}

describe('a webhook', () => {
  test('that was signed by the secret is verified, with its id and its event', async () => {
    expect(await verifyWebhook({ secret, headers: signed(), body, now })).toEqual({
      verified: true,
      id: 'wmg_1',
      event,
    });
  });

  test('headers as fetch and as Node give them, and a body of bytes', async () => {
    const asNode = { 'Webhook-Id': 'wmg_1', ...signed(), host: undefined, 'set-cookie': ['a', 'b'] };
    for (const headers of [new Headers(signed()), asNode]) {
      const bytes = new TextEncoder().encode(body);
      expect(await verifyWebhook({ secret, headers, body: bytes, now })).toMatchObject({ verified: true, event });
    }
  });

  test('while a secret is changed both are taken, on either side', async () => {
    const both = {
      ...signed(),
      'webhook-signature': `v1a,xyz ${signed({ by: otherSecret })['webhook-signature']} ${signed()['webhook-signature']}`,
    };
    expect((await verifyWebhook({ secret, headers: both, body, now })).verified).toBe(true);
    expect((await verifyWebhook({ secret: [otherSecret, secret], headers: signed(), body, now })).verified).toBe(true);
  });

  const minutes = 60_000;
  test.each([
    ['too_old', { headers: signed({ at: now - 5 * minutes - 1000 }) }],
    ['too_new', { headers: signed({ at: now + 5 * minutes + 1000 }) }],
    ['wrong_signature', { headers: signed({ by: otherSecret }) }],
    ['wrong_signature', { body: body.replace('ch_1', 'ch_2') }],
    ['wrong_signature', { headers: { ...signed(), 'webhook-id': 'wmg_2' } }],
    ['wrong_signature', { headers: { ...signed(), 'webhook-timestamp': String(now / 1000 - 1) } }],
    ['wrong_signature', { headers: { ...signed(), 'webhook-signature': 'v1,AAAA' } }],
    [
      'header_missing',
      { headers: { ...signed(), 'webhook-signature': signed()['webhook-signature'].replace('v1,', 'v2,') } },
    ],
    ['header_missing', { headers: { ...signed(), 'webhook-signature': 'v1,not-base64' } }],
    ['header_missing', { headers: { ...signed(), 'webhook-timestamp': 'yesterday' } }],
    ['header_missing', { headers: {} }],
    ['no_event', { body: '[]', headers: signed({ text: '[]' }) }],
    ['no_event', { body: 'not JSON', headers: signed({ text: 'not JSON' }) }],
  ])('is refused: %s', async (reason, received) => {
    const all = { secret, headers: signed(), body, now, ...received };
    expect(await verifyWebhook(all)).toEqual({ verified: false, reason });
  });

  test.each([-5 * minutes, 5 * minutes])('may be %d milliseconds away', async (offset) => {
    expect((await verifyWebhook({ secret, headers: signed({ at: now + offset }), body, now })).verified).toBe(true);
  });

  test('no secret verifies nothing', async () => {
    expect(await verifyWebhook({ secret: [], headers: signed(), body, now })).toEqual({
      verified: false,
      reason: 'wrong_signature',
    });
  });

  test('a secret that is none, and a body that was parsed, are faults of the program', async () => {
    await expect(verifyWebhook({ secret: 'hunter2!', headers: signed(), body, now })).rejects.toThrow(
      /^secret: must be the secret of a webhook/,
    );
    const parsed = event as unknown as string;
    await expect(verifyWebhook({ secret, headers: signed(), body: parsed, now })).rejects.toThrow(
      /^body: must be the body as it came/,
    );
  });
});
