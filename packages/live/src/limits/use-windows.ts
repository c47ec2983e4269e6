import type { WindowLimit } from '@otpost/core/live-limits-port';
import type { Limited } from '@otpost/core/live-results';
import { burstKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('limits/use-windows.lua', ['prelude']);

export interface Grant {
  readonly kind: 'used';
  /** At least one, at most as many as were wanted. */
  readonly granted: number;
  /** The application's number of the last granted use in the current ten seconds. */
  readonly burst: number;
}

/** One round trip: takes up to `wanted` uses, as many as every window has room for. */
export async function useWindows(
  connection: LiveConnection,
  applicationId: string,
  windows: readonly WindowLimit[],
  wanted: number,
): Promise<Grant | Limited> {
  const counters = windows.flatMap((window) => [
    `${window.name}:${window.subject}`,
    window.limit,
    window.windowMilliseconds,
  ]);
  const values = [connection.timeOffsetMilliseconds, wanted, ...counters];
  const [kind, first, second] = await runScript(connection.redis, script, [burstKey(applicationId)], values);
  if (kind === 'used') return { kind, granted: Number(first), burst: Number(second) };
  const limit = String(first).split(':')[0] ?? '';
  return { kind: 'limited', limit, retryAfterMilliseconds: Number(second) };
}
