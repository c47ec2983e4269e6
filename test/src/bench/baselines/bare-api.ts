import { randomInt, randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Redis } from 'ioredis';
import { checkBare, createBare, loadBareScripts } from './bare-challenge.js';
import { addBare, createBurst, openBareQueue } from './bare-queue.js';

/**
 * What the API stands beside: bare Express, which parses, does one EVALSHA, and for an issue one BullMQ add. It takes no key,
 * knows no limit, seals nothing and writes no log. The URL of its Redis is the first word after the program.
 */

const redis = new Redis(process.argv[2] ?? '');
await loadBareScripts(redis);
const queue = openBareQueue(redis);
await queue.waitUntilReady();
const nextPriority = createBurst(Date.now);

const app = express();
app.use(express.json());

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to its error handler
app.post('/v1/challenges', async (request, response) => {
  const { channel, to } = request.body as { channel: string; to: string };
  const challenge = { id: randomUUID(), to, code: String(randomInt(1_000_000)).padStart(6, '0') };
  await createBare(redis, challenge, Date.now());
  await addBare(queue, challenge, nextPriority());
  response.status(201).json({ id: challenge.id, status: 'pending', channel, to });
});

// oxlint-disable-next-line oxc/no-async-endpoint-handlers -- Express 5 hands a rejection to its error handler
app.post('/v1/challenges/:id/check', async (request, response) => {
  const { code } = request.body as { code: string };
  const valid = await checkBare(redis, request.params.id, code);
  response.status(200).json({ status: valid ? 'approved' : 'pending', valid });
});

const server = app.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`${JSON.stringify({ port, msg: 'ready' })}\n`);
});
