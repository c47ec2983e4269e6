import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { HttpBehaviour } from '@otpost/provider-kit/fakes/http-behaviour';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, type TestApplication, webhookConfig } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

/** An alert is told at least once: who takes too long to tell is followed by another. Never once for each message. */
const mostTellings = 4;

let sink: MessageSink;
let house: House;
/** The provider that everybody has. */
let everybody: string;
/** Where the operator wants to be told. */
let operator: FakeHttp;
beforeAll(async () => {
  sink = await startMessageSink();
  operator = await startFakeHttp({ accepted: () => ({ status: 200, headers: {}, body: '' }) });
  house = await startHouse({
    environment: { OTPOST_ALERT_WEBHOOK_URL: `${operator.origin}/alerts?key=hidden` },
    apis: 1,
    workers: 2,
    furnish: async (made) => {
      const place = { channel: 'sms', kind: 'webhook', priority: 9 } as const;
      everybody = await newProvider(made, { ...place, config: webhookConfig(sink.sms.origin) });
    },
  });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await Promise.all([sink?.close(), operator?.close()]);
}, 60_000);

interface Failing {
  readonly fake: FakeHttp;
  readonly id: string;
  readonly application: TestApplication;
}

/** An application whose first provider answers like this; the healthy one of everybody comes after it. */
async function failing(behaviour: HttpBehaviour): Promise<Failing> {
  const fake = await startFakeHttp({ accepted: () => ({ status: 200, headers: {}, body: '{"id":"1"}' }) });
  fake.behaveAlways(behaviour);
  const application = await newApplication(house);
  const place = { channel: 'sms', kind: 'webhook', priority: 0, applications: [application.id] } as const;
  return { fake, application, id: await newProvider(house, { ...place, config: webhookConfig(fake.origin) }) };
}

async function patchProvider(id: string, change: object): Promise<void> {
  const { body } = await house.admin('GET', `/providers/${id}`);
  const { version } = body as unknown as { version: number };
  await house.admin('PATCH', `/providers/${id}`, { version, ...change });
}

let numbers = 0;

async function send({ application }: Failing): Promise<string> {
  numbers += 1;
  const to = `+49151${String(10_000_000 + numbers)}`;
  return (await application.ask('POST', '/challenges', { channel: 'sms', to })).body.id;
}

/** Looked for where it arrives: two hundred that ask the API again and again would be the load themselves. */
function sent({ fake }: Failing, challengeId: string): Promise<true> {
  const isHere = () =>
    fake.received.some(
      ({ headers, behaviour }) => behaviour === 'accept' && String(headers['webhook-id']).startsWith(challengeId),
    );
  return eventually('the message is sent', () => (sink.messagesOf(challengeId).length > 0 || isHere()) && true, 30_000);
}

interface Health {
  readonly status: string;
  readonly lastError: { readonly outcome: string } | null;
}

async function healthOf({ id }: Failing): Promise<Health> {
  const { body } = await house.admin('GET', `/providers/${id}`);
  return (body as unknown as { health: Health }).health;
}

const openAlerts = async ({ id }: Failing): Promise<readonly { kind: string; status: string }[]> => {
  const { body } = await house.admin('GET', '/alerts');
  const { alerts } = body as unknown as { alerts: { kind: string; subject: string; status: string }[] };
  return alerts.filter(({ subject }) => subject === id).map(({ kind, status }) => ({ kind, status }));
};

interface Told {
  readonly alert: { readonly kind: string; readonly subject: string; readonly status: string };
}

/** What the operator was told of a provider, in order. */
const toldOf = ({ id }: Failing): readonly string[] =>
  operator.received
    .filter(({ behaviour }) => behaviour === 'accept')
    .map(({ body }) => JSON.parse(body) as Told)
    .filter(({ alert }) => alert.subject === id)
    .map(({ alert }) => `${alert.kind} ${alert.status}`);

test('a provider that fails is opened for all workers, asked by probes alone, and closes by itself when it heals', async () => {
  const own = await failing({ kind: 'answer', status: 503 });
  for (let count = 0; count < 5; count += 1) await sent(own, await send(own));
  await eventually('it is open', async () => (await healthOf(own)).status === 'open');
  expect(await healthOf(own)).toMatchObject({ lastError: { outcome: expect.any(String) } });
  const asked = own.fake.received.length;
  const many = await Promise.all(Array.from({ length: 40 }, () => send(own)));
  await Promise.all(many.map((id) => sent(own, id)));
  // Of those within ten seconds none; a probe may go out when the machine is slow.
  expect(own.fake.received.length - asked).toBeLessThanOrEqual(1);
  await eventually('an alert tells it', async () =>
    (await openAlerts(own)).some(({ kind }) => kind === 'provider_down'),
  );

  own.fake.behaveAlways({ kind: 'accept' });
  await eventually(
    'a probe closes it',
    async () => {
      await sent(own, await send(own));
      return (await healthOf(own)).status === 'closed';
    },
    30_000,
  );
  await eventually('the operator is told of both', () => toldOf(own).length >= 2);
  expect([...new Set(toldOf(own))]).toEqual(['provider_down open', 'provider_down closed']);
  expect(toldOf(own).length).toBeLessThanOrEqual(mostTellings);
  const before = own.fake.received.length;
  await sent(own, await send(own));
  expect(own.fake.received.length).toBe(before + 1);
  await eventually('the alert is closed', async () =>
    (await openAlerts(own)).every(({ status }) => status === 'closed'),
  );
  const logged = await Promise.all(
    ['worker-1', 'worker-2'].map((name) => readFile(join(house.logDirectory, `${name}.log`), 'utf8')),
  );
  const lines = logged.join('').split('\n');
  for (const change of ['An alert opened', 'An alert closed']) {
    const told = lines.filter((line) => line.includes(change) && line.includes(own.id));
    expect(told.length).toBeGreaterThan(0);
    expect(told.length).toBeLessThanOrEqual(mostTellings);
  }
  await own.fake.close();
}, 90_000);

test('a provider with wrong credentials is taken out by its first answer, with one alert for all messages', async () => {
  // Told again until it is taken.
  operator.behaveNext({ kind: 'answer', status: 500 });
  const own = await failing({ kind: 'answer', status: 401 });
  await sent(own, await send(own));
  await eventually('it is out', async () => (await healthOf(own)).status === 'out');
  // Fewer at once than a busy API would refuse.
  for (let batch = 0; batch < 4; batch += 1) {
    const many = await Promise.all(Array.from({ length: 50 }, () => send(own)));
    await Promise.all(many.map((id) => sent(own, id)));
  }
  expect(own.fake.received.length).toBeLessThanOrEqual(3);
  await eventually('an alert tells it', async () => (await openAlerts(own)).length > 0);
  expect(await openAlerts(own)).toEqual([{ kind: 'provider_config', status: 'open' }]);
  await eventually('the operator is told', () => toldOf(own).length > 0);
  expect([...new Set(toldOf(own))]).toEqual(['provider_config open']);
  expect(toldOf(own).length).toBeLessThanOrEqual(mostTellings);

  // An admin mends it: it is asked at once.
  own.fake.behaveAlways({ kind: 'accept' });
  await patchProvider(own.id, { name: `mended ${own.id}` });
  await eventually('it is in again', async () => {
    await sent(own, await send(own));
    return (await healthOf(own)).status === 'closed';
  });
  await own.fake.close();
}, 60_000);

test('with every provider down, each look asks all of them, so that the first that is back sends', async () => {
  await patchProvider(everybody, { enabled: false });
  const first = await failing({ kind: 'answer', status: 503 });
  const second = await failing({ kind: 'answer', status: 503 });
  await patchProvider(second.id, { applications: [first.application.id], priority: 1 });
  const ids: string[] = [];
  for (let count = 0; count < 5; count += 1) ids.push(await send(first));
  await eventually('both are open', async () =>
    (await Promise.all([healthOf(first), healthOf(second)])).every(({ status }) => status === 'open'),
  );
  const { length: asked } = second.fake.received;
  second.fake.behaveAlways({ kind: 'accept' });
  for (const id of ids) await sent(second, id);
  // Each message once, and none of them twice.
  const taken = second.fake.received.slice(asked).map(({ headers }) => headers['webhook-id']);
  expect(new Set(taken).size).toBe(taken.length);
  await patchProvider(everybody, { enabled: true });
  await Promise.all([first.fake.close(), second.fake.close()]);
}, 90_000);
