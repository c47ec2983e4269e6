import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication, webhookConfig } from '../servers/furnish.js';
import type { AnswerBody } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let other: MessageSink;
let house: House;
let application: TestApplication;
let first: string;
let second: string;
let numbers = 0;

beforeAll(async () => {
  [sink, other] = await Promise.all([startMessageSink(), startMessageSink()]);
  house = await startHouse({
    apis: 1,
    workers: 2,
    furnish: async (made) => {
      first = await newProvider(made, { channel: 'email', kind: 'smtp', config: smtpConfig(sink.mail.port) });
      second = await newProvider(made, { channel: 'email', kind: 'smtp', config: smtpConfig(other.mail.port) });
      await newProvider(made, { channel: 'sms', kind: 'webhook', config: webhookConfig(sink.sms.origin) });
      application = await newApplication(made, { cooldownSeconds: [1] });
    },
  });
}, 60_000);
beforeEach(() => {
  sink.mail.behaveAlways({ kind: 'accept' });
  other.mail.behaveAlways({ kind: 'accept' });
});
afterAll(async () => {
  await house?.end();
  await Promise.all([sink?.close(), other?.close()]);
}, 30_000);

const reason = { reason: 'for a test' };
const newMailbox = (): string => `person-${(numbers += 1)}@example.com`;
async function create(more: object = {}): Promise<string> {
  const { status, body } = await application.ask('POST', '/challenges', {
    channel: 'email',
    to: newMailbox(),
    ...more,
  });
  expect(status).toBe(201);
  return body.id;
}
const get = async (id: string): Promise<AnswerBody> => (await application.ask('GET', `/challenges/${id}`)).body;
const untilStatus = (id: string, status: string): Promise<AnswerBody> =>
  eventually(`${id} is ${status}`, async () => {
    const body = await get(id);
    return (body.status === status || body.delivery?.status === status) && body;
  });
/** Settings are live everywhere within a second, and on a busy machine a little later. */
const untilLive = () => sleep(2500);
const queues = async () =>
  (await house.admin('GET', '/queues')).body as unknown as {
    queues: {
      channel: string;
      waiting: number;
      oldestWaitingSeconds: number | null;
      workers: number;
      pause: object | null;
    }[];
    pausedProviders: { provider: string }[];
  };
const openAlerts = async () => JSON.stringify((await house.admin('GET', '/alerts?status=open')).body);

describe('a channel that is paused', () => {
  test('takes creates and sends nothing, the others go on, and resumed it sends what waited', async () => {
    await house.admin('POST', '/queues/email/pause', reason);
    await untilLive();
    const waiting = await create();
    const sms = await application.ask('POST', '/challenges', { channel: 'sms', to: '+4915112340000' });
    await untilStatus(sms.body.id, 'sent');
    expect(sink.messagesOf(waiting)).toEqual([]);
    expect((await queues()).queues).toMatchObject([
      { channel: 'email', waiting: 1, oldestWaitingSeconds: expect.any(Number), pause: { reason: 'for a test' } },
      { channel: 'sms', waiting: 0, pause: null },
    ]);
    await eventually('there is an alert', async () => (await openAlerts()).includes('"subject":"email"'));
    // A worker that starts meanwhile follows it from the beginning.
    for (const worker of house.workers) await worker.kill();
    await eventually('no worker is there', async () => (await queues()).queues.every(({ workers }) => workers === 0));
    for (const worker of house.workers) await worker.start();
    await house.admin('POST', '/queues/email/pause', reason);
    expect((await get(waiting)).delivery.status).toBe('queued');
    await house.admin('POST', '/queues/email/resume', reason);
    await untilStatus(waiting, 'sent');
    await eventually('the alert is closed', async () => !(await openAlerts()).includes('"subject":"email"'));
  }, 60_000);

  test('drained, it sends nothing of what waited, and everything that comes later', async () => {
    await house.admin('POST', '/queues/email/pause', reason);
    await untilLive();
    const ids = await Promise.all(Array.from({ length: 20 }, () => create()));
    const reachable = await create({ to: { email: newMailbox(), sms: '+4915112340001' }, fallback: ['sms'] });
    const { body } = await house.admin('POST', '/queues/email/drain', reason);
    expect(body).toEqual({ drained: 21 });
    expect(await get(ids[0] ?? '')).toMatchObject({ status: 'undeliverable', reason: 'drained' });
    await untilStatus(reachable, 'sent');
    await house.admin('POST', '/queues/email/resume', reason);
    await untilStatus(await create(), 'sent');
    expect(ids.flatMap((id) => sink.messagesOf(id))).toEqual([]);
    expect((await get(reachable)).sends).toHaveLength(2);
  }, 60_000);
});

test('a provider that is paused gets nothing; with all of them paused messages wait, and go out when one is resumed', async () => {
  await house.admin('POST', `/providers/${first}/pause`, reason);
  await untilLive();
  const one = await create();
  await untilStatus(one, 'sent');
  expect([sink.messagesOf(one).length, other.messagesOf(one).length]).toEqual([0, 1]);
  await house.admin('POST', `/providers/${second}/pause`, reason);
  await untilLive();
  const two = await create();
  // Put off, it waits for its time, and no worker can take it.
  await eventually('it was put off', async () =>
    (await queues()).queues.some(({ waiting, oldestWaitingSeconds }) => waiting === 1 && oldestWaitingSeconds === null),
  );
  expect((await get(two)).delivery.status).toBe('queued');
  expect((await queues()).pausedProviders.map(({ provider }) => provider).toSorted()).toEqual(
    [first, second].toSorted(),
  );
  for (const id of [first, second]) await house.admin('POST', `/providers/${id}/resume`, reason);
  await untilStatus(two, 'sent');
  // To wait for an admin is no attempt, however long it takes.
  expect((await get(two)).sends[0]?.attempts).toHaveLength(1);
  const unknown = house.admin('POST', '/providers/prv_none/pause', reason);
  await expect(unknown).rejects.toThrow('404');
}, 60_000);

test('drained, a provider ends what nobody else can carry, and leaves what others can', async () => {
  const own = await newApplication(house);
  const stalled = await newProvider(house, {
    channel: 'sms',
    kind: 'webhook',
    config: webhookConfig(sink.sms.origin),
    priority: 0,
    applications: [own.id],
    countries: ['SI'],
  });
  const open = (await house.admin('GET', '/providers')).body as unknown as {
    providers: { id: string; channel: string }[];
  };
  const others = open.providers.filter(({ id, channel }) => channel === 'sms' && id !== stalled).map(({ id }) => id);
  for (const id of [stalled, ...others]) await house.admin('POST', `/providers/${id}/pause`, reason);
  await untilLive();
  const createSms = async (to: string) => (await own.ask('POST', '/challenges', { channel: 'sms', to })).body.id;
  const slovenian = await createSms('+38640123456');
  const german = await createSms('+4915112340009');
  const { body } = await house.admin('POST', `/providers/${stalled}/drain`, reason);
  expect(body).toEqual({ drained: 1 });
  const seen = async (id: string) => (await own.ask('GET', `/challenges/${id}`)).body;
  expect(await seen(slovenian)).toMatchObject({ status: 'undeliverable', reason: 'drained' });
  expect(await seen(german)).toMatchObject({ status: 'pending', delivery: { status: 'queued' } });
  for (const id of [stalled, ...others]) await house.admin('POST', `/providers/${id}/resume`, reason);
  await eventually('the other is sent', async () => (await seen(german)).delivery.status === 'sent');
  await expect(house.admin('POST', '/providers/prv_none/drain', reason)).rejects.toThrow('404');
}, 60_000);

interface DeadLetter {
  readonly id: string;
  readonly subject: string;
  readonly status: string;
  readonly reason: string;
  readonly sentAgainAs: string | null;
  readonly job: unknown;
}
const letters = async (query: string) =>
  (await house.admin('GET', `/dead-letters?${query}`)).body as unknown as { deadLetters: DeadLetter[] };
const letterOf = (subject: string, query: string) =>
  eventually('it is a dead letter', async () =>
    (await letters(query)).deadLetters.find((letter) => letter.subject === subject),
  );

describe('a dead letter', () => {
  test('that is a code goes out again by a resend, while its challenge is pending', async () => {
    const refuses = { kind: 'reply', at: 'recipient', code: 550, text: 'Relaying denied' } as const;
    const id = await create();
    await untilStatus(id, 'sent');
    sink.mail.behaveAlways(refuses);
    await sleep(1100);
    await application.ask('POST', `/challenges/${id}/resend`);
    const letter = await letterOf(`${id}-2`, 'kind=code');
    expect(letter).toMatchObject({ status: 'waiting', reason: 'refused' });
    sink.mail.behaveAlways({ kind: 'accept' });
    await sleep(1100);
    const { body } = await house.admin('POST', `/dead-letters/${letter.id}/send-again`, reason);
    expect(body).toMatchObject({ status: 'sent_again', sentAgainAs: `${id}-3` });
    await untilStatus(id, 'sent');
    expect(sink.messagesOf(id)).toHaveLength(2);
    await expect(house.admin('POST', `/dead-letters/${letter.id}/send-again`, reason)).rejects.toThrow('409');
    await house.admin('DELETE', `/dead-letters/${letter.id}`);
    await expect(house.admin('GET', `/dead-letters/${letter.id}`)).rejects.toThrow('404');
  }, 60_000);

  test('that is a notice goes out as a new message, by the provider that is named', async () => {
    const email = newMailbox();
    const refuses = { kind: 'reply', at: 'recipient', code: 550, text: 'Relaying denied' } as const;
    sink.mail.behaveAlways(refuses);
    await application.ask('PUT', '/users/reader', { email, emailVerified: true });
    // A changed address tells the old one.
    await application.ask('PUT', '/users/reader', { email: newMailbox(), emailVerified: true });
    const [letter] = await eventually('the notice is a dead letter', async () => {
      const { deadLetters } = await letters('kind=notice');
      return deadLetters.length > 0 && deadLetters;
    });
    const before = other.mail.received.length;
    const again = { ...reason, provider: second };
    const { body } = await house.admin('POST', `/dead-letters/${letter?.id}/send-again`, again);
    expect((body as unknown as DeadLetter).sentAgainAs).toMatch(/^nt_/);
    await eventually('it arrived', () => other.mail.received.length === before + 1);
    expect(other.mail.received.at(-1)?.to).toEqual([email]);
  }, 60_000);

  test('that is a job nobody can read is kept sealed, mended and rung', async () => {
    const redis = new Redis(house.redis.url, { maxRetriesPerRequest: null });
    const { name, prefix } = deliverQueue('email');
    const queue = new Queue(name, { connection: redis, prefix });
    await house.admin('POST', '/queues/email/pause', reason);
    await untilLive();
    const id = await create();
    await queue.add(
      'deliver',
      { version: 1, kind: 'code', channel: 'email', id, send: 'one', canary: 'canary-5521' },
      { jobId: 'broken' },
    );
    await queue.add('deliver', { version: 1, text: 'x'.repeat(1_000_000) }, { jobId: 'huge' });
    await house.admin('POST', '/queues/email/resume', reason);
    const letter = await letterOf('broken', 'kind=job');
    await letterOf('huge', 'kind=job');
    expect((await house.admin('GET', `/dead-letters/${letter.id}`)).body).toMatchObject({ job: { id, send: 'one' } });
    expect(JSON.stringify(await house.store.deadLetters.get(letter.id))).not.toContain('canary-5521');
    const bad = house.admin('POST', `/dead-letters/${letter.id}/send-again`, reason);
    await expect(bad).rejects.toThrow('"field":"job.send"');
    const nobody = { kind: 'code', channel: 'email', id: `ch_00${'0'.repeat(26)}`, send: 1 };
    const gone = house.admin('POST', `/dead-letters/${letter.id}/send-again`, { ...reason, job: nobody });
    await expect(gone).rejects.toThrow('has ended');
    const job = { kind: 'code', channel: 'email', id, send: 1 };
    const { body } = await house.admin('POST', `/dead-letters/${letter.id}/send-again`, { ...reason, job });
    expect(body).toMatchObject({ sentAgainAs: `${id}-1` });
    await untilStatus(id, 'sent');
    expect(sink.messagesOf(id)).toHaveLength(1);
    await queue.close();
    redis.disconnect();
  }, 60_000);
});
