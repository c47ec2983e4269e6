import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { newApplication, type TestApplication } from '../servers/furnish.js';
import { ask } from '../servers/house-client.js';
import { type House, startHouse } from '../servers/start-house.js';
import { startTestMongo, type TestMongo } from '../servers/start-test-mongo.js';

const apis = 3;
const patience = 120_000;
const mostTries = 20;

interface Verified {
  readonly state: string;
  readonly entries: number;
  readonly next: { readonly sequence: number; readonly hash: string } | null;
}

interface Entry {
  readonly id: string;
  readonly phase: string;
  readonly target: string;
}

const changes = 1000;

describe.each(['SQLite', 'MongoDB'])('three API processes on %s', (storeName) => {
  let mongo: TestMongo | undefined;
  let house: House | undefined;
  let application: TestApplication;

  beforeAll(async () => {
    if (storeName === 'MongoDB') {
      mongo = await startTestMongo();
      if (!mongo) return;
    }
    house = await startHouse({
      apis,
      workers: 0,
      ...(mongo ? { mongodbUrl: mongo.newDatabaseUrl() } : {}),
      furnish: async (made) => {
        application = await newApplication(made);
      },
    });
  }, 60_000);
  afterAll(async () => {
    await house?.end();
    await mongo?.stop();
  }, 30_000);

  test('write one unforked chain of many changes at once, each with its end', async () => {
    if (!house) return;
    const { adminKey } = house;
    const urls = house.apis.map((api) => `${api.url()}/admin/v1`);
    const suppress = async (number: number) => {
      const url = `${urls[number % apis]}/suppressions`;
      const address = `person-${number}@example.com`;
      const body = { applicationId: application.id, channel: 'email', address, reason: 'opted_out' };
      for (let tries = 0; ; tries += 1) {
        const answer = await ask({ method: 'POST', url, key: adminKey, body, withinMilliseconds: patience });
        // A machine that is busy elsewhere may not answer Redis in time; whoever asks tries again.
        if (answer.status !== 503 || tries === mostTries) return answer;
      }
    };
    const answers = await Promise.all(Array.from({ length: changes }, (_, number) => suppress(number)));
    const refused = answers
      .filter(({ status }) => status !== 201 && status !== 409)
      .map(({ body }) => JSON.stringify(body));
    expect(refused.slice(0, 3)).toEqual([]);

    const { store } = house;
    const targetsOf = async (...phases: readonly string[]) => {
      const entries = (await store.audit.list({ action: { equals: 'suppression.create' } })) as Entry[];
      return new Set(entries.filter(({ phase }) => phases.includes(phase)).map(({ target }) => target));
    };
    expect((await targetsOf('intended')).size).toBe(changes);
    // The end of what a busy store did not take at once is written a little later; one that was tried again may be refused.
    const haveEnds = async () => {
      await sleep(1000);
      return (await targetsOf('done', 'refused')).size === changes;
    };
    await eventually('each has its end', haveEnds, 90_000);
    let after: Verified['next'] = null;
    const verified = await eventually('the chain is verified', async () => {
      const body = after ? { after } : {};
      const answer = await ask({ method: 'POST', url: `${urls[0]}/audit/verify`, key: adminKey, body });
      const part = answer.body as unknown as Verified;
      after = part.next;
      return part.state !== 'unfinished' && part;
    });
    expect(verified).toMatchObject({ state: 'whole' });
    expect(verified.entries).toBeGreaterThanOrEqual(2 * changes);
  }, 300_000);
});
