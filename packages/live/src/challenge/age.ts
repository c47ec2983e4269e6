import type { AgeStep } from '@otpost/core/live-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';
import { walkWatch } from './walk-watch.js';

const script = loadScript('challenge/age-challenge.lua', ['prelude', 'address']);

export async function age(
  connection: LiveConnection,
  shard: number,
  applicationId: string,
  milliseconds: number,
  cursor: string,
): Promise<AgeStep> {
  const visit = async (id: string): Promise<boolean> => {
    const values = [connection.timeOffsetMilliseconds, applicationId, milliseconds];
    const [kind] = await runScript(connection.redis, script, [challengeKey(id)], values);
    return kind === 'moved';
  };
  const step = await walkWatch(connection, { shard, cursor, visit });
  return { cursor: step.cursor, moved: step.count };
}
