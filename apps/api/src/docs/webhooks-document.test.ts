import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { webhookEvents } from '@otpost/core/webhook/webhook-events';

test('docs/webhooks.md names every event, in the words of the code', () => {
  const text = readFileSync(new URL('../../../../docs/webhooks.md', import.meta.url), 'utf8');
  const rows = [...text.matchAll(/^\| `([a-z_.]+)` \| (.+) \|$/gm)].map(([, type, meaning]) => [type, meaning]);
  expect(Object.fromEntries(rows)).toEqual(webhookEvents);
});
