import type { Live } from '@otpost/core/live-port';
import { type OpenLive, openLive } from '@otpost/live/open-live';
import { connectRedis } from '@otpost/process/connect-redis';
import { startTestRedis, type TestRedis } from '@otpost/process/start-test-redis';

export interface TestLive {
  readonly redis: TestRedis;
  readonly live: Live;
  /** The same state as a process sees it whose clock is this far ahead. */
  liveAhead(milliseconds: number): Live;
  /** Everything in Redis, names and values, as text. */
  dump(): Promise<string>;
  close(): Promise<void>;
}

/** The live state on a Redis of its own, with the patience of a process that answers requests. */
export async function connectTestLive(): Promise<TestLive> {
  const redis = await startTestRedis();
  const { commands, subscriber } = connectRedis(redis.url, 'request', () => undefined);
  await new Promise((resolve) => commands.once('ready', resolve));
  const opened: OpenLive[] = [];
  const liveAhead = (timeOffsetMilliseconds: number): Live => {
    const live = openLive({ redis: commands, subscriber, timeOffsetMilliseconds });
    opened.push(live);
    return live;
  };
  return {
    redis,
    live: liveAhead(0),
    liveAhead,
    dump: async () => {
      const names = await commands.keys('*');
      const values = await Promise.all(names.map((name) => commands.dumpBuffer(name)));
      return Buffer.concat([Buffer.from(names.join('\n')), ...values.filter((value) => value !== null)]).toString(
        'latin1',
      );
    },
    close: async () => {
      for (const live of opened) live.close();
      commands.disconnect();
      subscriber.disconnect();
      await redis.stop();
    },
  };
}
