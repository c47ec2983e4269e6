import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeWebhook, startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, webhookConfig } from '../servers/furnish.js';
import { type House, startHouse } from '../servers/start-house.js';

const slowMilliseconds = 1500;
const messages = 4;

let house: House;
const fakes: FakeWebhook[] = [];
beforeAll(async () => {
  house = await startHouse({ apis: 1, workers: 1, furnish: () => Promise.resolve() });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await Promise.all(fakes.map((fake) => fake.close()));
});

/** An application that sends by a provider of its own, which takes so long; gives the id of the provider. */
async function sendBy(afterMilliseconds: number): Promise<string> {
  const fake = await startFakeWebhook();
  fakes.push(fake);
  fake.behaveAlways({ kind: 'accept', afterMilliseconds });
  const application = await newApplication(house);
  const config = webhookConfig(fake.origin);
  const id = await newProvider(house, { channel: 'sms', kind: 'webhook', config, applications: [application.id] });
  const ask = async (number: number) => {
    const to = `+4915112345${number}${String(fakes.length).padStart(2, '0')}`;
    const { body } = await application.ask('POST', '/challenges', { channel: 'sms', to });
    await eventually('the message is sent', async () => {
      const view = await application.ask('GET', `/challenges/${body.id}`);
      return view.body.delivery.status === 'sent';
    });
  };
  await Promise.all(Array.from({ length: messages }, (_, number) => ask(number)));
  return id;
}

async function scrape(): Promise<string> {
  return await (await fetch(house.workers.at(0)?.metricsUrl() ?? '')).text();
}

/** The value of a series with these labels, in the order in which they are declared. */
function valueOf(scraped: string, series: string): number {
  return Number(
    scraped
      .split('\n')
      .find((line) => line.startsWith(`${series} `))
      ?.split(' ')[1],
  );
}

test('the metrics name the slow provider, and a wait in the queue is told from it', async () => {
  const fast = await sendBy(0);
  const slow = await sendBy(slowMilliseconds);
  const scraped = await eventually('all are counted', async () => {
    const text = await scrape();
    const count = (id: string) =>
      valueOf(text, `otpost_provider_duration_seconds_count{provider="${id}",outcome="accepted"}`);
    return count(fast) === messages && count(slow) === messages && text;
  });
  const within = (id: string, seconds: number) =>
    valueOf(scraped, `otpost_provider_duration_seconds_bucket{le="${seconds}",provider="${id}",outcome="accepted"}`);
  expect(within(slow, 1)).toBe(0);
  expect(within(slow, 300)).toBe(messages);
  expect(within(fast, 300)).toBe(messages);
  const sum = (id: string) =>
    valueOf(scraped, `otpost_provider_duration_seconds_sum{provider="${id}",outcome="accepted"}`);
  expect(sum(slow)).toBeGreaterThan(sum(fast));
  expect(valueOf(scraped, `otpost_deliveries_total{channel="sms",provider="${slow}",outcome="accepted"}`)).toBe(
    messages,
  );
  expect(valueOf(scraped, 'otpost_queue_wait_seconds_count{channel="sms"}')).toBe(2 * messages);
}, 60_000);
