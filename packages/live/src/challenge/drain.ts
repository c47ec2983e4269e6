import type { DrainStep, LiveChallenge } from '@otpost/core/live-port';
import type { Channel } from '@otpost/core/records';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';
import { read } from './read.js';
import { walkWatch } from './walk-watch.js';

const script = loadScript('challenge/drain-send.lua', ['prelude', 'address', 'attempt']);

export async function drain(
  connection: LiveConnection,
  shard: number,
  channel: Channel,
  cursor: string,
  isChosen?: (challenge: LiveChallenge) => boolean,
): Promise<DrainStep> {
  const visit = async (id: string): Promise<boolean> => {
    if (isChosen) {
      const challenge = await read(connection, id);
      if (!challenge || !isChosen(challenge)) return false;
    }
    const values = [connection.timeOffsetMilliseconds, channel];
    const [kind] = await runScript(connection.redis, script, [challengeKey(id)], values);
    return kind === 'drained';
  };
  const step = await walkWatch(connection, { shard, cursor, visit });
  return { cursor: step.cursor, drained: step.count };
}
