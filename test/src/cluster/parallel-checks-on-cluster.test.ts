import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type Answer, ask } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type HouseOn, startHouseOn } from '../servers/start-house.js';
import { startTestRedisCluster, type TestRedisCluster } from '../servers/start-test-redis-cluster.js';

const apis = 4;
const rounds = 30;

let sink: MessageSink;
let house: HouseOn<TestRedisCluster>;
let application: TestApplication;

beforeAll(async () => {
  sink = await startMessageSink();
  const cluster = await startTestRedisCluster();
  house = await startHouseOn(cluster, { apis, workers: 4, furnish: (made) => connectSink(made, sink) });
  application = await newApplication(house);
}, 90_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

/** The same question, this many times at once, over all API processes. */
function atOnce(times: number, path: string, body: unknown): Promise<Answer[]> {
  const questions = Array.from({ length: times }, (_, index) => index % apis);
  return Promise.all(questions.map((api) => application.ask('POST', path, body, { api })));
}

async function challengeWithCode(address: string): Promise<{ id: string; code: string }> {
  const created = await application.ask('POST', '/challenges', { channel: 'email', to: address });
  expect(created.status).toBe(201);
  const { id } = created.body;
  const message = await eventually('the message is there', () => sink.messagesOf(id)[0]);
  return { id, code: message.code };
}

const wrongCode = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('four processes of each kind on three masters', () => {
  test('are ready', async () => {
    const answers = await Promise.all(house.apis.map((api) => ask({ method: 'GET', url: `${api.url()}/readyz` })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  test(`approve a right code that comes a hundred times at once exactly once, in each of ${rounds} rounds`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id, code } = await challengeWithCode(`right-${round}@example.com`);
      const answers = await atOnce(100, `/challenges/${id}/check`, { code });
      expect(answers.filter(({ status, body }) => status === 200 && body.valid)).toHaveLength(1);
      const others = answers.filter(({ body }) => !body.valid);
      expect(new Set(others.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
        new Set(['409 challenge_already_approved']),
      );
    }
  }, 60_000);

  test('evaluate exactly five of a hundred wrong codes that come at once', async () => {
    const { id, code } = await challengeWithCode('wrong@example.com');
    const answers = await atOnce(100, `/challenges/${id}/check`, { code: wrongCode(code) });
    const evaluated = answers.filter(({ status }) => status === 200);
    expect(evaluated.map(({ body }) => body.valid)).toEqual([false, false, false, false, false]);
  });

  test('make one challenge of a hundred creates for one address at once, and one message', async () => {
    const answers = await atOnce(100, '/challenges', { channel: 'email', to: 'crowd@example.com' });
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 99 }, () => 200), 201]);
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await eventually('the message is there', () => sink.messagesOf(id)[0]);
    expect(sink.messagesOf(id)).toHaveLength(1);
  });
});
