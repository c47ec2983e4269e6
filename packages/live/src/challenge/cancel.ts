import type { ChallengeStatus } from '@otpost/core/challenge/challenge-states';
import type { CancelResult } from '@otpost/core/live-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/cancel.lua', ['prelude']);

export async function cancel(connection: LiveConnection, id: string, applicationId: string): Promise<CancelResult> {
  const values = [connection.timeOffsetMilliseconds, applicationId];
  const [kind, status] = (await runScript(connection.redis, script, [challengeKey(id)], values)) as readonly string[];
  switch (kind) {
    case 'ended':
      return { kind, status: status as ChallengeStatus };
    case 'canceled':
    case 'missing':
      return { kind };
    default:
      throw new Error(`The script cancel answered ${kind}`);
  }
}
