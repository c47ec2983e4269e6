import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canaryScanner } from '../e2e/canary-scanner.js';
import { eventually } from '../servers/eventually.js';
import { newApplication } from '../servers/furnish.js';
import type { ReceivedSpan } from '../servers/otlp-receiver.js';
import { named, newAddress, startTracedHouse, type TracedHouse, tracedSettings, traceOf } from './traced-house.js';

/** Numbers of OTLP: kinds of spans, and the status of a failed one. */
const server = 2;
const client = 3;
const consumer = 5;
const errorStatus = 2;

let traced: TracedHouse;
beforeAll(async () => {
  traced = await startTracedHouse();
}, 60_000);
afterAll(async () => await traced?.end(), 30_000);

describe('one challenge is one trace', () => {
  let id: string;
  let spans: readonly ReceivedSpan[];
  beforeAll(async () => {
    id = await traced.create();
    const code = await traced.codeOf(id);
    const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    expect((await traced.application.ask('POST', `/challenges/${id}/check`, { code: wrong })).body.valid).toBe(false);
    // A second wrong try waits, so the right one comes from the same API a little later.
    await eventually('it is approved', async () => {
      const answer = await traced.application.ask('POST', `/challenges/${id}/check`, { code });
      return answer.body.valid;
    });
    spans = await eventually('the right check is told', async () => {
      const all = await traced.spansWith(id, 'challenge.create', 'deliver', 'provider.send', 'challenge.check');
      return all.some(({ attributes }) => attributes['otpost.check.valid'] === true) && all;
    });
  });

  test('from the API by the job to the provider, each below what made it', () => {
    const root = named(spans, 'challenge.create');
    const deliver = named(spans, 'deliver');
    const send = named(spans, 'provider.send');
    const check = named(spans, 'challenge.check');
    expect(root.parentSpanId ?? '').toBe('');
    expect(deliver.parentSpanId).toBe(root.spanId);
    expect(send.parentSpanId).toBe(deliver.spanId);
    expect(check.parentSpanId).toBe(root.spanId);
    expect([root.kind, deliver.kind, send.kind, check.kind]).toEqual([server, consumer, client, server]);
    expect([root.service, deliver.service, send.service, check.service]).toEqual([
      'otpost-api',
      'otpost-worker',
      'otpost-worker',
      'otpost-api',
    ]);
  });

  test('tells what became of it', () => {
    const common = { 'otpost.challenge.id': id, 'otpost.application.id': traced.application.id };
    expect(named(spans, 'challenge.create').attributes).toMatchObject({
      ...common,
      'otpost.channel': 'email',
      'otpost.status': 'pending',
      'otpost.request.id': expect.stringMatching(/^req_/),
    });
    expect(named(spans, 'deliver').attributes).toMatchObject({
      'otpost.challenge.id': id,
      'otpost.send': 1,
      'otpost.status': 'sent',
      'otpost.queue_wait_ms': expect.any(Number),
    });
    expect(named(spans, 'provider.send').attributes).toMatchObject({
      ...common,
      'otpost.attempt': 1,
      'otpost.provider.id': expect.stringMatching(/^prv_/),
      'otpost.provider.kind': 'smtp',
      'otpost.outcome': 'accepted',
    });
    const valid = spans.filter(({ name }) => name === 'challenge.check').map((span) => span.attributes);
    expect(valid[0]).toMatchObject({ 'otpost.check.valid': false, 'otpost.status': 'pending' });
    expect(valid.at(-1)).toMatchObject({ 'otpost.check.valid': true, 'otpost.status': 'approved' });
  });

  test('the send lies within the delivery', () => {
    const [deliver, send] = [named(spans, 'deliver'), named(spans, 'provider.send')];
    expect(BigInt(send.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(deliver.startTimeUnixNano));
    expect(BigInt(send.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(deliver.endTimeUnixNano));
    expect(BigInt(send.endTimeUnixNano)).toBeGreaterThan(BigInt(send.startTimeUnixNano));
  });

  test('the collector gets the headers that the operator set', () => {
    expect(traced.receiver.headers[0]).toMatchObject({ 'x-collector-key': 'a key', 'x-other': '1' });
  });
});

describe('what a trace links and leaves out', () => {
  test("the caller's own trace is linked and never continued", async () => {
    const theirs = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7' };
    const id = await traced.create(newAddress(), { traceparent: `00-${theirs.traceId}-${theirs.spanId}-01` });
    const root = named(await traced.spansWith(id, 'challenge.create'), 'challenge.create');
    expect(root.links).toEqual([expect.objectContaining(theirs)]);
    expect(root.parentSpanId ?? '').toBe('');
    expect(traced.receiver.spansOf(theirs.traceId)).toEqual([]);
  });

  test('a traceparent that is none is left out', async () => {
    const id = await traced.create(newAddress(), { traceparent: '00-person@example.com-00f067aa0ba902b7-01' });
    expect(named(await traced.spansWith(id, 'challenge.create'), 'challenge.create').links ?? []).toEqual([]);
  });

  test('a create that joined is a step of the trace that it joined', async () => {
    const to = newAddress();
    const id = await traced.create(to);
    expect(await traced.create(to)).toBe(id);
    const spans = await traced.spansWith(id, 'challenge.create', 'challenge.join');
    expect(named(spans, 'challenge.join').parentSpanId).toBe(named(spans, 'challenge.create').spanId);
    expect(spans.filter(({ name }) => name === 'challenge.create')).toHaveLength(1);
  });

  test('a resend has its own delivery, and a refused one says by which word', async () => {
    const id = await traced.create();
    await traced.codeOf(id);
    expect((await traced.application.ask('POST', `/challenges/${id}/resend`, {})).status).toBe(429);
    await eventually('it is resent', async () => {
      return (await traced.application.ask('POST', `/challenges/${id}/resend`, {})).status === 200;
    });
    await traced.codeOf(id, 1);
    const spans = await eventually('both deliveries are told, by the worker, and both resends, by the API', () => {
      const all = traced.receiver.spansOf(traceOf(id));
      const count = (name: string) => all.filter((span) => span.name === name).length;
      return count('deliver') === 2 && count('challenge.resend') >= 2 && all;
    });
    const resends = spans.filter(({ name }) => name === 'challenge.resend');
    expect(resends[0]?.attributes).toMatchObject({ 'error.type': 'rate_limited' });
    expect(resends[0]?.status.code ?? 0).not.toBe(errorStatus);
    const sends = spans.filter(({ name }) => name === 'provider.send').map((span) => span.attributes['otpost.send']);
    expect(sends).toEqual([1, 2]);
  });

  test('each attempt is told with its outcome; that of a provider which fails is an error', async () => {
    const to = newAddress();
    // A provider that repeats what it must not.
    traced.sink.mail.behaveNext({ kind: 'reply', at: 'dot', code: 451, text: `4.0.0 ${to} not now` });
    const id = await traced.create(to);
    await eventually('the message is there', () => traced.sink.messagesOf(id)[1]);
    const spans = await eventually('both attempts are told', () => {
      const all = traced.receiver.spansOf(traceOf(id)).filter(({ name }) => name === 'provider.send');
      return all.length === 2 && all;
    });
    expect(
      spans.map(({ attributes, status }) => [
        attributes['otpost.attempt'],
        attributes['otpost.outcome'],
        status.code ?? 0,
      ]),
    ).toEqual([
      [1, 'retry', errorStatus],
      [2, 'accepted', 0],
    ]);
  });

  test('who checks what is not theirs or no id leaves no step', async () => {
    const id = await traced.create();
    const other = await newApplication(traced.house, tracedSettings);
    expect((await other.ask('POST', `/challenges/${id}/check`, { code: '0123456789' })).status).toBe(404);
    expect((await other.ask('POST', '/challenges/person@example.com/check', { code: '0123456789' })).status).toBe(404);
    await traced.application.ask('POST', `/challenges/${id}/cancel`);
    const spans = await traced.spansWith(id, 'challenge.cancel');
    expect(spans.map(({ name }) => name)).not.toContain('challenge.check');
  });

  test('a test of a provider is a trace as well', async () => {
    const provider = (
      (await traced.house.admin('GET', '/providers?channel=email')).body as unknown as { providers: { id: string }[] }
    ).providers[0];
    const to = newAddress();
    const { deliveryId } = (await traced.house.admin('POST', `/providers/${provider?.id}/test`, { to }))
      .body as unknown as {
      deliveryId: string;
    };
    const spans = await traced.spansWith(deliveryId.replace(/-1$/, ''), 'test.create', 'deliver', 'provider.send');
    expect(named(spans, 'deliver').parentSpanId).toBe(named(spans, 'test.create').spanId);
  });
});

test('the code of an any challenge is a trace of its own that points at the challenge it is for', async () => {
  const user = `user-${randomBytes(6).toString('hex')}`;
  const put = await traced.application.ask('PUT', `/users/${user}`, { email: newAddress(), emailVerified: true });
  expect(put.status).toBeLessThan(300);
  const any = (await traced.application.ask('POST', '/challenges', { channel: 'any', user })).body as unknown as {
    id: string;
    available: { factor: string }[];
  };
  const { factor } = any.available.at(0)!;
  expect((await traced.application.ask('POST', `/challenges/${any.id}/resend`, { factor })).status).toBe(200);
  const resend = named(await traced.spansWith(any.id, 'challenge.create', 'challenge.resend'), 'challenge.resend');
  const inner = await eventually('its code is told', () =>
    traced.receiver.spans().find(({ links = [] }) => links.some(({ spanId }) => spanId === resend.spanId)),
  );
  expect(inner.name).toBe('challenge.create');
  expect(inner.links).toEqual([expect.objectContaining({ traceId: traceOf(any.id) })]);
  await traced.spansWith(String(inner.attributes['otpost.challenge.id']), 'deliver', 'provider.send');
});

test('no code and no address reached the collector', () => {
  const messages = traced.sink.messages();
  expect(messages.length).toBeGreaterThan(8);
  const scan = canaryScanner([
    { name: 'a part of every address', value: 'traced-person' },
    ...messages.map(({ to, deliveryId }) => ({ name: `the address of ${deliveryId}`, value: to })),
    ...messages
      .filter(({ code }) => code !== '')
      .map(({ code, deliveryId }) => ({ name: `the code of ${deliveryId}`, value: code })),
  ]);
  expect(traced.receiver.bodies.flatMap(scan)).toEqual([]);
  // The scan looks where it matters.
  const ids = canaryScanner(messages.map(({ deliveryId }) => ({ name: deliveryId, value: deliveryId.slice(0, -2) })));
  expect(traced.receiver.bodies.flatMap(ids).length).toBeGreaterThan(8);
});
