import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { productProcess } from '../servers/product-process.js';
import { type House, startHouse } from '../servers/start-house.js';

/** The clock of a machine that is more than a year ahead. */
const aYearAhead = '--import=data:text/javascript,const{now}=Date;Date.now=()=>now()+400*864e5';

let sink: MessageSink;
let house: House;
let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-clock-'));
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 0, furnish: (made) => connectSink(made, sink) });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
  await rm(directory, { recursive: true, force: true });
}, 30_000);

describe('a moved clock', () => {
  test.each(['api', 'worker'] as const)('is refused by the %s in production, which does not start', async (app) => {
    const logFile = join(directory, `${app}.log`);
    const environment = {
      OTPOST_ENVIRONMENT: 'production',
      OTPOST_PUBLIC_URL: 'https://otpost.example.com',
      OTPOST_DATA_DIRECTORY: directory,
      OTPOST_TIME_OFFSET_MILLISECONDS: '1000',
      REDIS_URL: house.redis.url,
    };
    // sysexits EX_CONFIG: a supervisor need not try again.
    await expect(productProcess({ name: app, app, environment, logFile }).start()).rejects.toThrow('ended with 78');
    expect(await readFile(logFile, 'utf8')).toContain('OTPOST_TIME_OFFSET_MILLISECONDS');
  });

  test('ends a challenge in a test as time itself would', async () => {
    const application = await newApplication(house, { lifeSeconds: 600 });
    const created = await application.ask('POST', '/challenges', { channel: 'email', to: 'person@example.com' });
    const path = `/challenges/${created.body.id}`;
    const api = house.apis.at(0)!;
    const restart = async (milliseconds: number) => {
      await api.terminate();
      await api.start({ OTPOST_TIME_OFFSET_MILLISECONDS: String(milliseconds) });
    };
    await restart(540_000);
    expect((await application.ask('GET', path)).body.status).toBe('pending');
    await restart(601_000);
    expect((await application.ask('GET', path)).body.status).toBe('expired');
    const check = await application.ask('POST', `${path}/check`, { code: '123456' });
    expect(check).toMatchObject({ status: 410, body: { code: 'challenge_expired' } });
  }, 60_000);
});

describe('a worker with a wrong clock', () => {
  let application: TestApplication;

  /** Sent, read and typed. */
  async function approve(): Promise<string> {
    const { id } = (await application.ask('POST', '/challenges', { channel: 'email', to: 'person@example.com' })).body;
    const code = await eventually('the code', () => sink.messagesOf(id).at(0)?.code);
    expect((await application.ask('POST', `/challenges/${id}/check`, { code })).body.valid).toBe(true);
    return id;
  }
  const recorded = (id: string) =>
    eventually('the end in history', async () => (await house.store.challenges.get(id))?.status === 'approved');
  const owed = () => house.store.webhookMessages.list();

  test('delivers, deletes no history, and leaves webhooks to others', async () => {
    await house.apis[0]?.terminate();
    await house.apis[0]?.start();
    application = await newApplication(house);
    const right = house.oneMore('worker', 'right');
    await right.start();
    const old = await approve();
    await recorded(old);
    await right.terminate();
    const hook = { url: `${sink.sms.origin}/hook`, events: ['challenge.approved'] };
    await house.admin('POST', `/applications/${application.id}/webhooks`, hook);

    const wrong = house.oneMore('worker', 'wrong');
    await wrong.start({ NODE_OPTIONS: aYearAhead });
    await recorded(await approve());
    const log = join(house.logDirectory, 'wrong.log');
    await eventually('its complaint', async () => (await readFile(log, 'utf8')).includes('The clock is not that of'));
    expect(await house.store.challenges.get(old)).toMatchObject({ status: 'approved' });
    // Owed after the end is in history, not with it.
    await eventually('what is owed', async () => (await owed()).length > 0);
    expect(await owed()).toMatchObject([{ status: 'waiting', attempts: 0 }]);
    await right.start();
    await eventually('a try', async () => (await owed()).some(({ attempts }) => attempts > 0));
    await wrong.terminate();
  }, 60_000);
});
