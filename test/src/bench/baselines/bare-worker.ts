import { deliverConsumerSettings } from '@otpost/queue/job-catalogue';
import { Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { createTransport } from 'nodemailer';
import type { BareChallenge } from './bare-challenge.js';
import { bareMail } from './bare-mail.js';
import { bareQueueName, bareQueuePrefix } from './bare-queue.js';

/**
 * What the worker stands beside: a bare BullMQ worker that sends one mail for each job by nodemailer, pooled, with as many
 * jobs and connections at once as ours. The URL of its Redis and the port of the mail server are the words after the program.
 */

/** The defaults of OTPOST_WORKER_CONCURRENCY and of the provider smtp. */
const concurrency = 50;
const maxConnections = 10;

const [, , redisUrl = '', smtpPort = ''] = process.argv;
const mailer = createTransport({
  pool: true,
  maxConnections,
  maxMessages: Number.POSITIVE_INFINITY,
  host: '127.0.0.1',
  port: Number(smtpPort),
  ignoreTLS: true,
});

const worker = new Worker<BareChallenge>(
  bareQueueName,
  async ({ data }) => {
    await mailer.sendMail(bareMail(data.to, data.code));
  },
  {
    connection: new Redis(redisUrl, { maxRetriesPerRequest: null }),
    prefix: bareQueuePrefix,
    concurrency,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: 0 },
    skipVersionCheck: true,
    ...deliverConsumerSettings,
  },
);
// A failed job shows as a missing message.
worker.on('error', () => undefined);
await worker.waitUntilReady();
process.stdout.write('{"msg":"ready"}\n');
