import type { AgeStep } from '@otpost/core/live-port';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript } from '../connection/run-script.js';
import { walkWatch } from './walk-watch.js';

const script = loadScript('challenge/age-challenge.lua', ['prelude', 'address']);

export async function age(
  connection: LiveConnection,
  shard: number,
  applicationId: string,
  milliseconds: number,
  cursor: string,
): Promise<AgeStep> {
  const step = await walkWatch(connection, { shard, cursor, script, values: [applicationId, milliseconds] });
  return { cursor: step.cursor, moved: step.answers.filter((answer) => answer === 'moved').length };
}
