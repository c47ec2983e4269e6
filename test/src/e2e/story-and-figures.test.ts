import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChallengePage, ChallengeStory } from '@otpost/core/history/challenge-story-schemas';
import type { Overview } from '@otpost/core/overview/overview-schemas';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication, webhookConfig } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;
let application: TestApplication;
let other: TestApplication;
let mail: string;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    furnish: async (made) => {
      mail = await newProvider(made, { channel: 'email', kind: 'smtp', config: smtpConfig(sink.mail.port) });
      await newProvider(made, { channel: 'sms', kind: 'webhook', config: webhookConfig(sink.sms.origin) });
      application = await newApplication(made, { cooldownSeconds: [1] });
      other = await newApplication(made);
      await made.admin('POST', `/applications/${application.id}/webhooks`, { url: `${sink.sms.origin}/told` });
    },
  });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

const create = async (to: string, from = application): Promise<string> => {
  const channel = to.includes('@') ? 'email' : 'sms';
  return (await from.ask('POST', '/challenges', { channel, to })).body.id;
};
const codeOf = (id: string): Promise<string> =>
  eventually('the code is there', async () => sink.messagesOf(id).at(-1)?.code);
const get = async <Body>(path: string): Promise<Body> => (await house.admin('GET', path)).body as unknown as Body;
const search = async (body: object) =>
  (await house.admin('POST', '/challenges/search', body)).body as unknown as ChallengePage;
const story = (id: string) => get<ChallengeStory>(`/challenges/${id}`);
const webhooksOf = ({ timeline }: ChallengeStory) =>
  timeline.filter(({ type }) => type === 'webhook').map(({ outcome }) => outcome);
const typesOf = ({ timeline }: ChallengeStory) => timeline.map(({ type }) => type).filter((type) => type !== 'webhook');

describe('the story of a challenge', () => {
  test('is told from the live state at once, and from history to its end, without code or address', async () => {
    const id = await create('anna-lena@example.com');
    expect(await story(id)).toMatchObject({ id, status: 'pending', live: true, applicationId: application.id });
    const code = await codeOf(id);
    await eventually('it is sent', async () => typesOf(await story(id)).includes('attempt_closed'));
    const wrong = code === '000000' ? '111111' : '000000';
    await application.ask('POST', `/challenges/${id}/check`, { code: wrong });
    const { body } = await application.ask('POST', `/challenges/${id}/check`, { code });
    expect(body.status).toBe('approved');
    const whole = await eventually('the story is whole', async () => {
      const told = await story(id);
      return webhooksOf(told).includes('challenge.approved') && told;
    });
    expect(typesOf(whole)).toEqual(['created', 'attempt_opened', 'attempt_closed', 'check_failed', 'challenge_ended']);
    expect(whole).toMatchObject({ status: 'approved', to: 'a***@e***.com', user: null, sends: 1 });
    expect(whole.timeline.find(({ type }) => type === 'attempt_closed')).toMatchObject({
      provider: mail,
      outcome: 'accepted',
      status: 'sent',
    });
    const text = JSON.stringify(whole);
    expect(text).not.toContain('anna-lena');
    expect(text).not.toContain(`"${code}"`);
  });

  test('is found by address, status and application, page by page, and not where there is none', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 5; number += 1)
      ids.push(await create('+49151123400' + String(number).padStart(2, '0')));
    const theirs = await create('someone@example.com', other);
    await eventually('all are recorded', async () => {
      const { challenges } = await get<ChallengePage>('/challenges');
      return [...ids, theirs].every((id) => challenges.some((challenge) => challenge.id === id));
    });
    const found = await search({ to: '+4915112340003' });
    expect(found.challenges.map(({ id }) => id)).toEqual([ids[3]]);
    const ofOther = await get<ChallengePage>(`/challenges?application=${other.id}`);
    expect(ofOther.challenges.map(({ id }) => id)).toEqual([theirs]);
    const first = await get<ChallengePage>(`/challenges?application=${application.id}&channel=sms&limit=3`);
    const rest = await get<ChallengePage>(
      `/challenges?application=${application.id}&channel=sms&limit=3&cursor=${first.nextCursor}`,
    );
    const both = [...first.challenges, ...rest.challenges].map(({ id }) => id);
    expect(both).toEqual(ids.toReversed());
    await expect(get(`/challenges/${ids[0]}x`)).rejects.toThrow('challenge_not_found');
    await expect(search({ to: 'nobody' })).rejects.toThrow('invalid_request');
  });
});

describe('the figures of the overview', () => {
  test('are those of history, seconds later', async () => {
    const challenges = await eventually('all went out', async () => {
      const page = await get<ChallengePage>('/challenges?limit=200');
      const waiting = await get<{ deliveries: unknown[] }>('/deliveries?status=queued');
      return waiting.deliveries.length === 0 && page.challenges;
    });
    const areCounted = async () => {
      const told = await get<Overview>('/overview?span=hour');
      const { challenges: all, codes } = told.totals;
      // The tables are summed from the minutes, right after them.
      const inTable = told.applications.reduce((sum, row) => sum + row.codes, 0);
      return [all, codes, inTable].every((count) => count === challenges.length) && told;
    };
    // A worker that took long to count rests ten times as long.
    const overview = await eventually('they are counted', areCounted, 60_000);
    expect(overview.recounting).toBe(false);
    expect(Date.parse(overview.countedAt ?? '')).toBeLessThanOrEqual(Date.parse(overview.until));
    expect(overview.totals).toMatchObject({ approved: 1, conversion: 1 });
    expect(overview.totals.timeToDeliver?.p95).toBeGreaterThan(0);
    expect(overview.channels.map(({ channel, codes }) => [channel, codes])).toEqual([
      ['sms', 5],
      ['email', 2],
    ]);
    expect(overview.countries.map(({ country, codes }) => [country, codes])).toEqual([['DE', 5]]);
    expect(overview.applications.map(({ application: id, codes }) => [id, codes])).toEqual([
      [application.id, 6],
      [other.id, 1],
    ]);
    expect(overview.series).toHaveLength(60);
    const ofOther = await get<Overview>(`/overview?span=day&application=${other.id}`);
    expect(ofOther.totals.codes).toBe(1);
    expect(ofOther.series).toHaveLength(96);
  }, 120_000);
});
