import { deliverQueue } from '@otpost/queue/job-catalogue';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

/** A house in which something of each kind has happened that is counted, and what its processes tell of it. */
export interface HouseWithTraffic {
  readonly scraped: string;
  end(): Promise<void>;
}

/** What is counted last, since it happens in a worker and after the answers. */
const countedLast = [
  'otpost_sweeper_rings_total{channel="email"}',
  'otpost_challenges_ended_total{channel="sms",status="approved"}',
  'otpost_challenges_ended_total{channel="sms",status="canceled"}',
];

/** A message whose job is lost, before a worker could take it: the sweeper rings for it. */
async function loseJob(house: House, application: TestApplication): Promise<void> {
  await application.ask('POST', '/challenges', { channel: 'email', to: 'person@example.com' });
  const redis = new Redis(house.redis.url, { maxRetriesPerRequest: null });
  const { name, prefix } = deliverQueue('email');
  const queue = new Queue(name, { connection: redis, prefix, skipVersionCheck: true });
  await eventually('the job is lost', async () => {
    const [job] = await queue.getJobs(['waiting', 'prioritized']);
    await job?.remove();
    return job !== undefined;
  });
  await queue.close();
  redis.disconnect();
}

/** A code that is typed, in Germany. */
async function approve(application: TestApplication, sink: MessageSink): Promise<void> {
  const { id } = (await application.ask('POST', '/challenges', { channel: 'sms', to: '+4915112345678' })).body;
  const { code } = await eventually('the code is there', () => sink.messagesOf(id).at(0));
  await application.ask('POST', `/challenges/${id}/check`, { code });
}

/** A code that is not typed, in Austria; asking for it again at once reaches a limit. */
async function giveUp(application: TestApplication): Promise<void> {
  const { id } = (await application.ask('POST', '/challenges', { channel: 'sms', to: '+436641234567' })).body;
  await application.ask('POST', `/challenges/${id}/resend`);
  await application.ask('POST', `/challenges/${id}/cancel`);
}

async function scrape({ apis, workers }: House): Promise<string> {
  const scrapes = [...apis, ...workers].map(async (process) => (await fetch(process.metricsUrl())).text());
  return (await Promise.all(scrapes)).join('\n');
}

export async function startHouseWithTraffic(): Promise<HouseWithTraffic> {
  const sink = await startMessageSink();
  let application: TestApplication | undefined;
  const house = await startHouse({
    apis: 1,
    workers: 1,
    furnish: async (made) => {
      await connectSink(made, sink);
      application = await newApplication(made);
      await loseJob(made, application);
    },
  });
  await Promise.all([approve(application!, sink), giveUp(application!)]);
  const scraped = await eventually('what happened is counted', async () => {
    const text = await scrape(house);
    return countedLast.every((counted) => text.includes(counted)) && text;
  });
  return {
    scraped,
    end: async () => {
      await house.end();
      await sink.close();
    },
  };
}
