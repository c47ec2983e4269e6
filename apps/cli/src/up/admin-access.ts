import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../command.js';

/** A change of a setting is known to every process after this (DESIGN section 4). */
export const settingsLiveWithinMilliseconds = 1_000;
const answerMilliseconds = 10_000;

async function isAccepted(apiUrl: string, adminKey: string): Promise<boolean> {
  const response = await fetch(`${apiUrl}/admin/v1/applications`, {
    headers: { authorization: `Bearer ${adminKey}` },
    signal: AbortSignal.timeout(answerMilliseconds),
  });
  await response.body?.cancel();
  return response.ok;
}

/** The key at hand while the API accepts it, or else a new one: with another store than last time the old one is unknown. */
export async function gainAdminAccess(
  apiUrl: string,
  keyAtHand: string,
  makeAdminKey: () => Promise<string>,
): Promise<string> {
  if (await isAccepted(apiUrl, keyAtHand)) return keyAtHand;
  const adminKey = await makeAdminKey();
  await sleep(settingsLiveWithinMilliseconds);
  if (await isAccepted(apiUrl, adminKey)) return adminKey;
  throw new CommandError('The API does not accept a new admin key. See the log of api-1 in the data directory.');
}
