import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import type { Answer } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

const apis = 3;

let sink: MessageSink;
let house: House;
let application: TestApplication;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis, workers: 1, furnish: (made) => connectSink(made, sink) });
  application = await newApplication(house);
}, 60_000);
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

describe('three API processes', () => {
  test('approve a right code that comes a hundred times at once exactly once, in each of 60 rounds', async () => {
    for (let round = 0; round < 60; round += 1) {
      const { id, code } = await challengeWithCode(`right-${round}@example.com`);
      const answers = await atOnce(100, `/challenges/${id}/check`, { code });
      expect(answers.filter(({ status, body }) => status === 200 && body.valid)).toHaveLength(1);
      const others = answers.filter(({ body }) => !body.valid);
      expect(new Set(others.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
        new Set(['409 challenge_already_approved']),
      );
    }
  }, 240_000);

  test('evaluate exactly five of a hundred wrong codes that come at once, and then not the right one either', async () => {
    const { id, code } = await challengeWithCode('wrong@example.com');
    const answers = await atOnce(100, `/challenges/${id}/check`, { code: wrongCode(code) });
    const evaluated = answers.filter(({ status }) => status === 200);
    expect(evaluated.map(({ body }) => body.valid)).toEqual([false, false, false, false, false]);
    expect(evaluated.map(({ body }) => body.checksLeft).toSorted((a, b) => a - b)).toEqual([0, 1, 2, 3, 4]);
    const refused = answers.filter(({ status, body }) => status === 429 && body.code === 'max_checks_reached');
    expect(refused).toHaveLength(95);
    const late = await application.ask('POST', `/challenges/${id}/check`, { code });
    expect(late).toMatchObject({ status: 429, body: { code: 'max_checks_reached' } });
  });

  test('make one challenge, one message and one valid code of fifty creates at once', async () => {
    const answers = await atOnce(50, '/challenges', { channel: 'email', to: 'together@example.com' });
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const id = answers.at(0)!.body.id;
    const { code } = await eventually('the message is there', () => sink.messagesOf(id)[0]);
    const check = await application.ask('POST', `/challenges/${id}/check`, { code });
    expect(check).toMatchObject({ status: 200, body: { valid: true, status: 'approved' } });
    // One sent after it overtakes nothing: what was owed before has gone out by then.
    await challengeWithCode('after@example.com');
    expect(sink.messages().filter(({ to }) => to === 'together@example.com')).toHaveLength(1);
  });

  test('leave one valid code of fifty creates at once in fifty sessions, each of which cancels the one before', async () => {
    const questions = Array.from({ length: 50 }, (_, index) =>
      application.ask(
        'POST',
        '/challenges',
        { channel: 'sms', to: '+4915112345678', session: `session-${index}` },
        { api: index % apis },
      ),
    );
    const created = (await Promise.all(questions)).filter(({ status }) => status === 201);
    const ids = created.map(({ body }) => body.id);
    // The limit of 5 sends in ten minutes holds as well.
    expect(new Set(ids).size).toBe(5);
    const views = await Promise.all(ids.map((id) => application.ask('GET', `/challenges/${id}`)));
    expect(views.filter(({ body }) => body.status === 'pending')).toHaveLength(1);
    expect(views.filter(({ body }) => body.status === 'canceled')).toHaveLength(4);
  });
});
