import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { webhookEvents, webhookEventTypes } from '@otpost/core/webhook/webhook-events';
import { openApiDocument } from './openapi-document.js';

test('docs/webhooks.md names every event, in the words of the code', () => {
  const text = readFileSync(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gm)].map(([, type, meaning]) => [type, meaning]);
  expect(Object.fromEntries(rows)).toEqual(webhookEvents);
});

test('the OpenAPI document has every event as a webhook, with the fields of its body', () => {
  const { webhooks } = openApiDocument([]) as { webhooks: Record<string, { post: { summary: string } }> };
  expect(Object.keys(webhooks)).toEqual(webhookEventTypes);
  expect(webhooks['challenge.approved']?.post.summary).toBe(webhookEvents['challenge.approved']);
  expect(JSON.stringify(webhooks['delivery.sent'])).toContain('deliveryId');
  expect(JSON.stringify(webhooks)).not.toMatch(/"(code|secret)"/);
});
