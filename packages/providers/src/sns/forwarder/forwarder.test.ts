import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { env } from 'node:process';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { readSignedReceipts } from '../../signed-receipts/read-signed-receipts.js';

interface Forwarder {
  handler(event: object): Promise<{ forwarded: number }>;
}

/** SNS developer guide, "Viewing CloudWatch logs for SMS deliveries": the samples as AWS prints them. */
const delivered = JSON.stringify({
  notification: { messageId: '34d9b400-c6dd-5444-820d-fbeb0f1f54cf', timestamp: '2016-06-28 00:40:34.558' },
  delivery: {
    phoneCarrier: 'My Phone Carrier',
    mnc: 270,
    numberOfMessageParts: 1,
    destination: '+1XXX5550100',
    priceInUSD: 0.00645,
    smsType: 'Transactional',
    mcc: 310,
    providerResponse: 'Message has been accepted by phone carrier',
    dwellTimeMs: 599,
    dwellTimeMsUntilDeviceAck: 1344,
  },
  status: 'SUCCESS',
});
const refused = JSON.stringify({
  notification: { messageId: '1077257a-92f3-5ca3-bc97-6a915b310625', timestamp: '2016-06-28 00:40:34.559' },
  delivery: {
    mnc: 0,
    destination: '+1XXX5550100',
    priceInUSD: 0.00645,
    smsType: 'Transactional',
    mcc: 0,
    providerResponse: 'Unknown error attempting to reach phone',
    dwellTimeMs: 1420,
    dwellTimeMsUntilDeviceAck: 1692,
  },
  status: 'FAILURE',
});
const optedOut = refused
  .replace('1077257a', '2077257a')
  .replace('Unknown error attempting to reach phone', 'Phone number is opted out');

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
let server: Server;
let status = 204;
const received: { headers: Record<string, string>; body: string }[] = [];
let forwarder: Forwarder;

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers as Record<string, string>, body: Buffer.concat(chunks).toString() });
      response.writeHead(status).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  env['OTPOST_RECEIPTS_URL'] = `http://127.0.0.1:${(server.address() as AddressInfo).port}/receipts/prv_x`;
  env['OTPOST_RECEIPT_SECRET'] = secret;
  // A plain file for AWS, which is no part of the build.
  forwarder = (await import(new URL('./forwarder.mjs', import.meta.url).pathname)) as Forwarder;
});
beforeEach(() => {
  received.length = 0;
  status = 204;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const eventOf = (lines: readonly string[]): object => ({
  awslogs: {
    data: gzipSync(
      JSON.stringify({
        messageType: 'DATA_MESSAGE',
        logEvents: lines.map((message, id) => ({ id: `e${id}`, message })),
      }),
    ).toString('base64'),
  },
});

test('the samples of AWS become receipts that the provider reads, and other lines are left out', async () => {
  expect(await forwarder.handler(eventOf([delivered, 'START RequestId', refused, optedOut, '{}']))).toEqual({
    forwarded: 3,
  });
  const [{ headers, body } = { headers: {}, body: '' }] = received;
  expect(readSignedReceipts(secret, { method: 'POST', url: 'https://x', headers, body })).toEqual({
    kind: 'read',
    receipts: [
      { providerMessageId: '34d9b400-c6dd-5444-820d-fbeb0f1f54cf', status: 'delivered' },
      {
        providerMessageId: '1077257a-92f3-5ca3-bc97-6a915b310625',
        status: 'undelivered',
        detail: 'Unknown error attempting to reach phone',
      },
      {
        providerMessageId: '2077257a-92f3-5ca3-bc97-6a915b310625',
        status: 'undelivered',
        detail: 'Phone number is opted out',
        suppress: 'opted_out',
      },
    ],
  });
});

test('many go in calls of a thousand, and an answer that is no success throws, so that AWS asks again', async () => {
  const lines = Array.from({ length: 1001 }, (_none, number) =>
    delivered.replace('34d9b400', `${10_000_000 + number}`),
  );
  expect(await forwarder.handler(eventOf(lines))).toEqual({ forwarded: 1001 });
  expect(received.map(({ body }) => (JSON.parse(body) as { receipts: unknown[] }).receipts.length)).toEqual([1000, 1]);
  status = 503;
  await expect(forwarder.handler(eventOf([delivered]))).rejects.toThrow('503');
});
