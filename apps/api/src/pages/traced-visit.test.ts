import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { VisitChallenge } from '@otpost/core/page-session/visit-challenge';
import { traceIdsOf } from '@otpost/process/traces/trace-ids';
import { eventually } from '@otpost/test/servers/eventually';
import { type OtlpReceiver, startOtlpReceiver } from '@otpost/test/servers/otlp-receiver';
import { newFactorClient } from '../testing/factor-client.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { newUserClient } from '../testing/user-client.js';
import { newVisit, visitReturnUrl } from '../testing/visit-client.js';

let receiver: OtlpReceiver;
let whole: WholeApi;
beforeAll(async () => {
  receiver = await startOtlpReceiver();
  whole = await startWholeApi({ collector: receiver.endpoint });
});
afterAll(async () => {
  await whole.close();
  await receiver.close();
});

test('a challenge that was begun and answered on a hosted page is a trace as every other', async () => {
  const shop = newFactorClient(whole, await newUserClient(whole, 'traced', { returnUrls: [visitReturnUrl] }));
  const own = await shop.enrolled();
  const visit = await newVisit(whole, shop.client, own.id, 'challenge');
  const { id } = (await visit.call<VisitChallenge>('POST', '/challenge', { factor: own.factor })).body;
  await visit.call('POST', '/challenge/check', { code: own.next() });
  const { traceId, rootSpanId } = traceIdsOf(id);
  const spans = await eventually('both steps are told', () => {
    const found = receiver.spansOf(traceId);
    return found.length === 2 && found;
  });
  expect(spans.map(({ name, parentSpanId = '' }) => [name, parentSpanId])).toEqual([
    ['challenge.create', ''],
    ['challenge.check', rootSpanId],
  ]);
  expect(spans.map(({ attributes }) => attributes['otpost.request.id'])).toEqual([
    expect.stringMatching(/^req_/),
    expect.stringMatching(/^req_/),
  ]);
  expect(spans[1]?.attributes['otpost.check.valid']).toBe(true);
});
