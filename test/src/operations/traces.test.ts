import { createHash, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canaryScanner } from '../e2e/canary-scanner.js';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { ask } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type OtlpReceiver, type ReceivedSpan, startOtlpReceiver } from '../servers/otlp-receiver.js';
import { type House, startHouse } from '../servers/start-house.js';

/** With 10 digits a hit is a leak and no chance. */
const codeLength = 10;
const server = 2;
const client = 3;
const consumer = 5;
const errorStatus = 2;

let sink: MessageSink;
let receiver: OtlpReceiver;
let house: House;
let application: TestApplication;

beforeAll(async () => {
  [sink, receiver] = await Promise.all([startMessageSink(), startOtlpReceiver()]);
  house = await startHouse({
    apis: 1,
    workers: 1,
    environment: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `${receiver.endpoint}/`,
      OTEL_EXPORTER_OTLP_HEADERS: 'x-collector-key=a%20key,x-other=1',
    },
    furnish: (made) => connectSink(made, sink),
  });
  application = await newApplication(house, { codeLength, cooldownSeconds: [1] });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await Promise.all([sink?.close(), receiver?.close()]);
}, 30_000);

/** As an operator finds a trace. */
const traceOf = (id: string): string => createHash('sha256').update(`otpost trace ${id}`).digest('hex').slice(0, 32);
const newAddress = (): string => `person-${randomBytes(9).toString('hex')}@example.com`;

async function create(to = newAddress(), headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${house.apis[0]?.url()}/v1/challenges`, {
    method: 'POST',
    headers: { authorization: `Bearer ${application.key}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ channel: 'email', to }),
  });
  expect([200, 201]).toContain(response.status);
  return ((await response.json()) as { id: string }).id;
}

const codeOf = (id: string, message = 0): Promise<string> =>
  eventually('the message is there', () => sink.messagesOf(id)[message]?.code);

function spansWith(id: string, ...names: string[]): Promise<readonly ReceivedSpan[]> {
  return eventually(`the trace has ${names.join(', ')}`, () => {
    const spans = receiver.spansOf(traceOf(id));
    return names.every((name) => spans.some((span) => span.name === name)) ? spans : undefined;
  });
}

function named(spans: readonly ReceivedSpan[], name: string): ReceivedSpan {
  const found = spans.find((span) => span.name === name);
  if (!found) throw new Error(`There is no span ${name}`);
  return found;
}

describe('one challenge is one trace', () => {
  let id: string;
  let spans: readonly ReceivedSpan[];
  beforeAll(async () => {
    id = await create();
    const code = await codeOf(id);
    const wrong = code.startsWith('0') ? `1${code.slice(1)}` : `0${code.slice(1)}`;
    expect((await application.ask('POST', `/challenges/${id}/check`, { code: wrong })).body.valid).toBe(false);
    // A second wrong try waits, so the right one comes from the same API a little later.
    await eventually('it is approved', async () => {
      const answer = await application.ask('POST', `/challenges/${id}/check`, { code });
      return answer.body.valid === true;
    });
    spans = await spansWith(id, 'challenge.create', 'deliver', 'provider.send', 'challenge.check');
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
    const common = { 'otpost.challenge.id': id, 'otpost.application.id': application.id };
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
    expect(receiver.headers[0]).toMatchObject({ 'x-collector-key': 'a key', 'x-other': '1' });
  });
});
