import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { newLiveId } from '@otpost/core/ids';
import type { StepEnd } from '@otpost/core/trace/traces-port';
import { type OtlpReceiver, startOtlpReceiver } from '@otpost/test/servers/otlp-receiver';
import { type OpenTraces, openTraces, type TracesOptions } from './open-traces.js';
import { traceIdsOf } from './trace-ids.js';

let receiver: OtlpReceiver;
let opened: OpenTraces[];
let told: string[];
beforeEach(async () => {
  receiver = await startOtlpReceiver();
  opened = [];
  told = [];
});
afterEach(async () => {
  await Promise.all(opened.map((traces) => traces.close()));
  await receiver.close();
});

function open(changes: Partial<TracesOptions> = {}): OpenTraces {
  const traces = openTraces({
    endpoint: receiver.endpoint,
    headers: {},
    ratio: 1,
    processName: 'test',
    now: Date.now,
    monotonic: () => performance.now(),
    randomBytes,
    watcher: { failed: (error) => told.push(`failed: ${error?.message}`), worksAgain: () => told.push('works') },
    ...changes,
  });
  opened.push(traces);
  return traces;
}

const newId = (): string => newLiveId('ch', 7, randomBytes);
const end = (name: StepEnd['name'], subjectId: string): StepEnd => ({ name, subjectId, facts: {} });

test('a trace is found from the id alone, as sha256sum does it', () => {
  const id = 'ch_07abcdefghjkmnpqrstvwxyz0123';
  const digest = createHash('sha256').update(`otpost trace ${id}`).digest('hex');
  expect(traceIdsOf(id)).toEqual({ traceId: digest.slice(0, 32), rootSpanId: digest.slice(32, 48) });
});

test('the steps of several processes meet in one trace, a receipt too, in whatever order they come', async () => {
  const id = newId();
  const [api, worker] = [open({ processName: 'api' }), open({ processName: 'worker' })];
  const facts = { send: 1, attempt: 2 };
  worker.step(id).end({ ...end('receipt', id), facts });
  const deliver = worker.step(id);
  deliver.step(id).end({ ...end('provider.send', id), facts });
  deliver.end(end('deliver', id));
  await worker.close();
  api.step(null).end(end('challenge.create', id));
  await api.close();
  const spans = receiver.spansOf(traceIdsOf(id).traceId);
  const idOf = (name: string) => spans.find((span) => span.name === name)?.spanId;
  const parents = Object.fromEntries(spans.map(({ name, parentSpanId = '' }) => [name, parentSpanId]));
  expect(idOf('challenge.create')).toBe(traceIdsOf(id).rootSpanId);
  expect(parents).toEqual({
    'challenge.create': '',
    receipt: idOf('provider.send'),
    deliver: traceIdsOf(id).rootSpanId,
    'provider.send': idOf('deliver'),
  });
});

test('what a step makes of another subject is a trace of its own that points at the step', async () => {
  const [challenge, notice] = [newId(), newLiveId('nt', 1, randomBytes)];
  const traces = open();
  const check = traces.ofRequest({ requestId: 'req_1', traceparent: undefined }).step(challenge);
  check.step(null).end(end('notice.create', notice));
  check.end(end('challenge.check', challenge));
  await traces.close();
  const [made] = receiver.spansOf(traceIdsOf(notice).traceId);
  const [checked] = receiver.spansOf(traceIdsOf(challenge).traceId);
  expect(made?.links).toEqual([expect.objectContaining({ traceId: checked?.traceId, spanId: checked?.spanId })]);
  expect(made?.attributes).toEqual({ 'otpost.notice.id': notice, 'otpost.request.id': 'req_1' });
});

test('a part of all is traced, by each process the same, and each wholly', async () => {
  const ids = Array.from({ length: 1000 }, newId);
  const [api, worker] = [open({ ratio: 0.25 }), open({ ratio: 0.25 })];
  for (const id of ids) {
    api.step(null).end(end('challenge.create', id));
    worker.step(id).end(end('deliver', id));
  }
  await Promise.all([api.close(), worker.close()]);
  const tracesWith = (name: string) =>
    new Set(receiver.spans().flatMap((span) => (span.name === name ? [span.traceId] : [])));
  const created = tracesWith('challenge.create');
  expect(created.size).toBeGreaterThan(150);
  expect(created.size).toBeLessThan(350);
  expect(tracesWith('deliver')).toEqual(created);
});

test('times are those of the clock, with fractions, and a step inside lies within its outer one', async () => {
  const id = newId();
  let milliseconds = 1000;
  const traces = open({ now: () => 1_700_000_000_000, monotonic: () => milliseconds });
  const outer = traces.step(id);
  milliseconds += 0.25;
  const inner = outer.step(id);
  milliseconds += 1.5;
  inner.end(end('provider.send', id));
  milliseconds += 0.25;
  outer.end(end('deliver', id));
  await traces.close();
  const times = Object.fromEntries(
    receiver
      .spans()
      .map(({ name, startTimeUnixNano, endTimeUnixNano }) => [name, [startTimeUnixNano, endTimeUnixNano]]),
  );
  expect(times).toEqual({
    deliver: ['1700000000000000000', '1700000000002000000'],
    'provider.send': ['1700000000000250000', '1700000000001750000'],
  });
});

describe('a collector that does not take what it gets', () => {
  test('is told once, and waits for no process that stops', async () => {
    receiver.behave(400);
    const traces = open();
    const step = () => traces.step(null).end(end('challenge.create', newId()));
    for (let many = 0; many < 5000; many += 1) step();
    while (told.length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    for (let many = 0; many < 2000; many += 1) step();
    receiver.behave('hang');
    await traces.close();
    expect(told.filter((line) => line.startsWith('failed'))).toHaveLength(1);
  });

  test('makes a process keep no more than a few thousand spans', async () => {
    const traces = open();
    // One turn of the event loop, in which nothing can be sent.
    for (let many = 0; many < 20_000; many += 1) traces.step(null).end(end('challenge.create', newId()));
    await traces.close();
    expect(receiver.spans().length).toBeGreaterThan(2000);
    expect(receiver.spans().length).toBeLessThanOrEqual(2048 + 512);
  });
});
