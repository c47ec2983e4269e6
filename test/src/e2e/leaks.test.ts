import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { embeddedKeyFile } from '@otpost/config/master-keys';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication, webhookConfig } from '../servers/furnish.js';
import { ask } from '../servers/house-client.js';
import { type MessageSink, readMail, readSms, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { type Canary, canaryScanner } from './canary-scanner.js';

const challenges = 1000;
const atOnce = 25;
/** While the worker is stopped, so that their jobs are still there. */
const queuedChallenges = 20;
/** With 10 digits a hit is a leak and no chance. */
const codeLength = 10;

const random = (): string => randomBytes(9).toString('hex');
const login = { username: `user-${random()}`, password: `password-${random()}` };
const domain = `${random()}.example`;
const personal = { metadata: `metadata-${random()}`, variable: `variable-${random()}`, payee: `payee-${random()}` };
const unused = { twilio: `twilio-${random()}`, sns: `sns-${random()}` };

let sink: MessageSink;
let house: House;
let application: TestApplication;
let webhookSecret: string;
const answers: string[] = [];
const addresses: string[] = [];
const ids: string[] = [];

async function furnish(made: House): Promise<void> {
  const mail = { ...smtpConfig(sink.mail.port), ...login };
  const webhook = webhookConfig(sink.sms.origin);
  webhookSecret = String(webhook['secret']);
  await newProvider(made, { channel: 'email', kind: 'smtp', config: mail });
  await newProvider(made, { channel: 'sms', kind: 'webhook', config: webhook });
  const idle = { channel: 'sms', enabled: false } as const;
  const twilio = { accountSid: `AC${'0'.repeat(32)}`, authToken: unused.twilio, from: '+12065550100' };
  await newProvider(made, { ...idle, kind: 'twilio', config: twilio });
  const sns = { region: 'eu-central-1', accessKeyId: 'AKIDEXAMPLE', secretAccessKey: unused.sns };
  await newProvider(made, { ...idle, kind: 'sns', config: sns });
}

/** What a provider may say that refuses a message: address and code in the ways in which gateways repeat them. */
function rudeWords(to: string, code: string): string {
  return `${to} (${to.replace('+', '')}, ${to.replace('+49', '0')}, ${encodeURIComponent(to)}) may not have ${code}`;
}

/** Refuses every tenth message with such words. */
function beRude(): void {
  const isTenth = (received: readonly unknown[]) => received.length % 10 === 0;
  sink.mail.behaveAlways((mail) => {
    const { to, code } = readMail(mail);
    const text = `4.0.0 ${rudeWords(to, code)}`;
    return isTenth(sink.mail.received) ? { kind: 'reply', at: 'dot', code: 451, text } : { kind: 'accept' };
  });
  sink.sms.behaveAlways((request) => {
    const { to, code } = readSms(request);
    const body = rudeWords(to, code);
    return isTenth(sink.sms.received) ? { kind: 'answer', status: 429, body } : { kind: 'accept' };
  });
}

async function tell(path: string, body?: unknown) {
  const answer = await application.ask(body === undefined ? 'GET' : 'POST', path, body);
  answers.push(JSON.stringify(answer.body));
  return answer;
}

function challengeBody(number: number) {
  const isMail = number % 2 === 0;
  const to = isMail
    ? `person-${number}-${random()}@${domain}`
    : `+49151${String(20_000_000 + number * 7919).slice(0, 8)}`;
  addresses.push(to);
  const binding = { amount: '12.50 EUR', payee: personal.payee };
  return {
    channel: isMail ? 'email' : 'sms',
    to,
    locale: 'de',
    ip: '203.0.113.7',
    metadata: { order: personal.metadata },
    variables: { name: personal.variable },
    ...(number % 5 === 0 ? { binding } : {}),
  };
}

async function lookAtLimits(channel: string, address: string): Promise<void> {
  const body = { applicationId: application.id, channel, address };
  await house.admin('POST', '/limits/read', body);
}

async function create(body: object): Promise<string> {
  const created = await tell('/challenges', body);
  expect(created.status).toBe(201);
  ids.push(created.body.id);
  return created.body.id;
}

/** One challenge with every kind of fortune, by its number. */
async function liveOne(number: number): Promise<void> {
  const body = challengeBody(number);
  const id = await create(body);
  const { code } = await eventually('the message is there', () => sink.messagesOf(id)[0]);
  if (number % 5 === 1) await tell(`/challenges/${id}/check`, { code: '0000000000' });
  if (number % 5 === 2)
    await eventually('it is resent', async () => (await tell(`/challenges/${id}/resend`, {})).status === 200);
  if (number % 5 === 3) await tell(`/challenges/${id}/cancel`, {});
  await tell(`/challenges/${id}/check`, { code });
  await tell(`/challenges/${id}`);
  if (number % 50 === 0) await lookAtLimits(body.channel, body.to);
}

/** What people do wrong: secrets where none belong. */
async function blunder(address: string, code: string): Promise<void> {
  await tell(`/challenges/${encodeURIComponent(address)}`);
  await tell('/challenges', { channel: 'email', to: address, code });
  await tell('/challenges', { channel: 'pigeon', to: address });
  await tell(`/challenges/${ids[0]}/check`, { code: `${code}${code}` });
  await tell(`/challenges/${ids[0]}/check?code=${code}`, { [code]: address });
  await ask({ method: 'GET', url: `${house.apis.at(0)!.url()}/v1/${application.key}`, key: `${application.key}x` });
}

async function runAll(): Promise<void> {
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let number = next++; number < challenges; number = next++) await liveOne(number);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  await blunder(addresses.at(0)!, sink.messages().at(0)!.code);
}

async function canaries(): Promise<Canary[]> {
  const masterKey = (await readFile(embeddedKeyFile(house.dataDirectory), 'utf8')).trim().split(':').at(-1) ?? '';
  const national = addresses.filter((to) => to.startsWith('+')).map((to) => to.slice(3));
  return [
    ...sink.messages().map(({ code, deliveryId }) => ({ name: `the code of ${deliveryId}`, value: code })),
    ...addresses.map((value) => ({ name: `the address ${value}`, value: value.replace('+', '') })),
    ...national.map((value) => ({ name: `the number ${value}`, value })),
    { name: 'the API key', value: application.key.split('_').at(-1)! },
    { name: 'the admin key', value: house.adminKey.split('_').at(-1)! },
    { name: 'the SMTP password', value: login.password },
    { name: 'the webhook secret', value: webhookSecret.replace('whsec_', '') },
    { name: 'the Twilio token', value: unused.twilio },
    { name: 'the SNS secret', value: unused.sns },
    { name: 'the master key', value: masterKey },
    ...Object.entries(personal).map(([name, value]) => ({ name: `the ${name}`, value })),
  ];
}

async function filesBelow(directory: string, except: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const wanted = paths.filter((path) => path !== except);
  return new Map(await Promise.all(wanted.map(async (path) => [path, await readFile(path)] as const)));
}

async function readJobs(redis: Redis): Promise<Buffer> {
  const keys = await redis.keys('{otpost-deliver-*');
  const parts: Buffer[] = [];
  for (const key of keys) {
    parts.push(Buffer.from(key));
    const dumped = await redis.dumpBuffer(key);
    if (dumped) parts.push(dumped);
    if ((await redis.type(key)) === 'hash') parts.push(Buffer.from(JSON.stringify(await redis.hgetall(key))));
  }
  return Buffer.concat(parts);
}

async function snapshot(redis: Redis): Promise<void> {
  const before = await redis.lastsave();
  // LASTSAVE counts in whole seconds.
  await eventually('a second is over', async () => Math.floor(Date.now() / 1000) > before);
  await redis.bgsave();
  await eventually('the snapshot is written', async () => (await redis.lastsave()) > before);
}

let scan: (haystack: Buffer) => string[];
let places: Map<string, Buffer>;

beforeAll(async () => {
  sink = await startMessageSink({ login });
  // A compressed snapshot would hide what it holds.
  const redisSettings = ['--rdbcompression', 'no'];
  house = await startHouse({ apis: 1, workers: 1, redisSettings, environment: { OTPOST_LOG_LEVEL: 'trace' }, furnish });
  application = await newApplication(house, { codeLength, cooldownSeconds: [1], sendsPerIp: { hour: 100_000 } });
  beRude();
  await runAll();
  const metrics = await Promise.all(
    [...house.apis, ...house.workers].map(async (each) => (await fetch(each.metricsUrl())).text()),
  );
  await Promise.all(house.workers.map((worker) => worker.terminate()));
  for (let number = challenges; number < challenges + queuedChallenges; number += 1) {
    await create(challengeBody(number));
  }
  const redis = new Redis(house.redis.url);
  const jobs = await readJobs(redis);
  await snapshot(redis);
  redis.disconnect();
  scan = canaryScanner(await canaries());
  places = new Map([
    ...(await filesBelow(house.directory, embeddedKeyFile(house.dataDirectory))),
    ...(await filesBelow(house.redis.directory, '')),
    ['metrics', Buffer.from(metrics.join('\n'))],
    ['answers', Buffer.from(answers.join('\n'))],
    ['jobs', jobs],
  ]);
}, 180_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

describe('after a thousand challenges', () => {
  test('the scan looks where the traces are: ids of challenges are in every kind of file, and in the jobs', () => {
    const withIds = canaryScanner(ids.map((value) => ({ name: value, value })));
    const found = [...places].filter(([, bytes]) => withIds(bytes).length > 0).map(([place]) => place);
    const endings = ['.incr.aof', 'dump.rdb', 'otpost.sqlite', 'jobs', 'answers'];
    expect(endings.filter((ending) => !found.some((place) => place.endsWith(ending)))).toEqual([]);
    expect(places.size).toBeGreaterThan(6);
  });

  test('no code, address, key or secret stands in any file, log, metric, answer or job', () => {
    const leaks = [...places].flatMap(([place, bytes]) => scan(bytes).map((name) => `${name} in ${place}`));
    // What the application has told, it is told again.
    const isOwn = (leak: string) => ['the metadata in answers', 'the payee in answers'].includes(leak);
    expect(leaks.filter((leak) => !isOwn(leak))).toEqual([]);
  });
});
