import type { DrainStep } from '@otpost/core/live-port';
import type { Channel } from '@otpost/core/records';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript } from '../connection/run-script.js';
import { walkWatch } from './walk-watch.js';

const script = loadScript('challenge/drain-send.lua', ['prelude', 'address', 'attempt']);

export async function drain(
  connection: LiveConnection,
  shard: number,
  channel: Channel,
  cursor: string,
): Promise<DrainStep> {
  const step = await walkWatch(connection, { shard, cursor, script, values: [channel] });
  return { cursor: step.cursor, drained: step.answers.filter((answer) => answer === 'drained').length };
}
