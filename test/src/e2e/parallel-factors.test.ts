import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newApplication, type TestApplication } from '../servers/furnish.js';
import type { Answer } from '../servers/house-client.js';
import { type House, startHouse } from '../servers/start-house.js';
import { earlierCode, totpApp } from '../users/totp-app.js';

const apis = 3;
const times = 100;
const stepMilliseconds = 30_000;

let house: House;
let application: TestApplication;

beforeAll(async () => {
  house = await startHouse({ apis, workers: 0, furnish: () => Promise.resolve() });
  application = await newApplication(house);
}, 60_000);
afterAll(async () => {
  await house?.end();
}, 30_000);

interface Ada {
  readonly user: string;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

async function enrol(user: string): Promise<Ada> {
  await application.ask('PUT', `/users/${user}`, {});
  const begun = (await application.ask('POST', `/users/${user}/factors`, { type: 'totp' })).body as unknown as {
    id: string;
    secret: string;
  };
  const code = await earlierCode(totpApp(begun.secret));
  const confirmed = await application.ask('POST', `/users/${user}/factors/${begun.id}/confirm`, { code });
  const { recoveryCodes } = confirmed.body as unknown as { recoveryCodes: string[] };
  return { user, secret: begun.secret, recoveryCodes };
}

/** One challenge for each question, all asked at once over the API processes. */
async function answerEach({ user }: Ada, code: string): Promise<{ ids: string[]; answers: Answer[] }> {
  const create = () => application.ask('POST', '/challenges', { channel: 'totp', user });
  const ids = (await Promise.all(Array.from({ length: times }, create))).map(({ body }) => body.id);
  const check = (id: string, place: number) =>
    application.ask('POST', `/challenges/${id}/check`, { code }, { api: place % apis, withinMilliseconds: 20_000 });
  return { ids, answers: await Promise.all(ids.map(check)) };
}

async function expectUsedOnce(ids: readonly string[], answers: readonly Answer[]): Promise<void> {
  expect(answers.filter(({ body }) => body.valid)).toHaveLength(1);
  const others = answers.filter(({ body }) => !body.valid).map(({ body }) => body as unknown as { reason: string });
  expect(new Set(others.map(({ reason }) => reason))).toEqual(new Set(['already_used']));
  const left = await Promise.all(ids.map((id) => application.ask('GET', `/challenges/${id}`)));
  const pending = left.filter(({ body }) => body.status === 'pending');
  expect(pending).toHaveLength(times - 1);
  expect(new Set(pending.map(({ body }) => body.checksLeft))).toEqual(new Set([5]));
}

describe('three API processes', () => {
  test('accept one TOTP code once of a hundred times at once, and count the others as no guess', async () => {
    const ada = await enrol('totp');
    // A step that begins while the hundred are under way would make some of them wrong.
    while (Date.now() % stepMilliseconds > stepMilliseconds - 10_000)
      await new Promise((done) => setTimeout(done, 250));
    const { ids, answers } = await answerEach(ada, totpApp(ada.secret)(Date.now()));
    await expectUsedOnce(ids, answers);
  }, 60_000);

  test('accept a recovery code once of a hundred times at once', async () => {
    const ada = await enrol('recovery');
    const { ids, answers } = await answerEach(ada, ada.recoveryCodes[0] ?? '');
    await expectUsedOnce(ids, answers);
  }, 60_000);
});
