import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeHttp, startFakeHttp } from '@otpost/provider-kit/fakes/start-fake-http';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { ask } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;
beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 2, furnish: (made) => connectSink(made, sink) });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 60_000);

interface Message {
  readonly id: string;
  readonly status: string;
  readonly attempts: number;
  readonly lastAnswer: string;
}

/** What the routes of webhooks answer, as far as it is looked at. */
interface Answer extends Message {
  readonly version: number;
  readonly secret: string;
  readonly disabledReason: string | null;
  readonly messages: readonly Message[];
}

interface Listener {
  readonly application: TestApplication;
  readonly fake: FakeHttp;
  readonly id: string;
  readonly secret: string;
  call(method: 'GET' | 'POST' | 'PATCH', path: string, body?: object): Promise<Answer>;
}

async function adminKeyOf(application: TestApplication): Promise<string> {
  const { body } = await house.admin('POST', `/applications/${application.id}/keys`, { scopes: ['users.admin'] });
  return (body as unknown as { key: string }).key;
}

/** A receiver of an application that can be told to misbehave. */
async function listener(application: TestApplication, key: string): Promise<Listener> {
  const fake = await startFakeHttp({ accepted: () => ({ status: 204, headers: {}, body: '' }) });
  const call: Listener['call'] = async (method, path, body) =>
    (await ask({ method, url: `${house.apis[0]?.url()}/v1/webhooks${path}`, key, body })).body as unknown as Answer;
  const { id, secret } = await eventually('the key is known', async () => {
    const made = await call('POST', '', { url: `${fake.origin}/hook` });
    return made.secret ? made : undefined;
  });
  return { application, fake, id, secret, call };
}

async function newListener(): Promise<Listener> {
  const application = await newApplication(house);
  return await listener(application, await adminKeyOf(application));
}

let people = 0;

/** A challenge whose code is typed right. */
async function approve({ application }: Listener): Promise<string> {
  people += 1;
  const to = `person${people}@example.com`;
  const { id } = (await application.ask('POST', '/challenges', { channel: 'email', to })).body;
  const message = await eventually('the code is there', () => sink.messagesOf(id)[0]);
  await application.ask('POST', `/challenges/${id}/check`, { code: message.code });
  return id;
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** What came, each checked by a library that is not ours. */
function toldTo({ fake, secret }: Listener): Told[] {
  return fake.received.map(({ headers, body }) => {
    const event = new Webhook(secret).verify(body, headers as Record<string, string>) as Omit<Told, 'id'>;
    return { ...event, id: String(headers['webhook-id']) };
  });
}

test('a challenge is told from send to approval, signed and masked, each once though two workers send', async () => {
  const own = await newListener();
  const ids = await Promise.all(Array.from({ length: 10 }, () => approve(own)));
  await eventually('all is told', () => toldTo(own).length >= 2 * ids.length);
  await eventually('nothing waits', async () => {
    const { messages } = await own.call('GET', `/${own.id}/messages?status=waiting`);
    return messages.length === 0;
  });
  const told = toldTo(own);
  for (const id of ids) {
    const ofOne = told.filter(({ data }) => data.challengeId === id);
    expect(new Set(ofOne.map(({ type }) => type))).toEqual(new Set(['challenge.approved', 'delivery.sent']));
    expect(ofOne[0]?.data).toMatchObject({ channel: 'email', to: expect.stringMatching(/^p\*\*\*@/), user: null });
  }
  expect(told).toHaveLength(2 * ids.length);
  expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
  const bodies = own.fake.received.map(({ body }) => body).join('\n');
  for (const { code, to } of sink.messages()) {
    expect([bodies.includes(`"${code}"`), bodies.includes(to)]).toEqual([false, false]);
  }
  await own.fake.close();
}, 60_000);

test('a failure is tried again by the same id, and one that hangs holds up no other', async () => {
  const application = await newApplication(house);
  const key = await adminKeyOf(application);
  const [own, hung] = [await listener(application, key), await listener(application, key)];
  hung.fake.behaveAlways({ kind: 'hang' });
  own.fake.behaveNext({ kind: 'answer', status: 500 });
  await hung.call('POST', `/${hung.id}/test`);
  await own.call('POST', `/${own.id}/test`);
  const [first, second] = await eventually('it is tried again', () =>
    own.fake.received.length >= 2 ? toldTo(own) : undefined,
  );
  expect(second).toEqual(first);
  await eventually('it is delivered', async () => {
    const [message] = (await own.call('GET', `/${own.id}/messages`)).messages;
    return message?.status === 'delivered' && message.attempts === 2 && message.lastAnswer === '204';
  });
  await Promise.all([own.fake.close(), hung.fake.close()]);
}, 60_000);

test('410 switches it off with an alert; taken up again, what was missed is sent by hand', async () => {
  const own = await newListener();
  own.fake.behaveAlways({ kind: 'answer', status: 410 });
  const { id: messageId } = await own.call('POST', `/${own.id}/test`);
  await eventually('it is off', async () => (await own.call('GET', `/${own.id}`)).disabledReason === 'gone');
  await eventually('an alert tells it', async () => {
    const { body } = await house.admin('GET', '/alerts?status=open');
    const { alerts } = body as unknown as { alerts: readonly { kind: string; subject: string }[] };
    return alerts.some(({ kind, subject }) => kind === 'webhook_off' && subject === own.id);
  });
  own.fake.behaveAlways({ kind: 'accept' });
  const { version } = await own.call('GET', `/${own.id}`);
  await own.call('PATCH', `/${own.id}`, { version, enabled: true });
  await own.call('POST', `/${own.id}/messages/${messageId}/replay`);
  await eventually('it is delivered', async () => {
    const { messages } = await own.call('GET', `/${own.id}/messages`);
    return messages.length === 1 && messages[0]?.status === 'delivered';
  });
  await own.fake.close();
}, 60_000);

test('a worker that dies while it sends leaves the message to the next one', async () => {
  const own = await newListener();
  own.fake.behaveNext({ kind: 'hang' });
  await own.call('POST', `/${own.id}/test`);
  await eventually('it is being sent', () => own.fake.received.length === 1);
  await Promise.all(house.workers.map((worker) => worker.kill()));
  await Promise.all(house.workers.map((worker) => worker.start()));
  await eventually('it is sent again', () => own.fake.received.length >= 2, 45_000);
  expect(toldTo(own)[1]).toEqual(toldTo(own)[0]);
  await own.fake.close();
}, 90_000);
