import { setTimeout as sleep } from 'node:timers/promises';
import { CommandError } from '../command.js';

const lookEveryMilliseconds = 50;
/** A new key is known to every process within 1 s; the rest is for a slow machine. */
const patienceMilliseconds = 15_000;

/** Makes an admin key in the store, without the API. */
export type MakeAdminKey = () => Promise<string>;

async function isAccepted(apiUrl: string, adminKey: string): Promise<boolean> {
  const response = await fetch(`${apiUrl}/admin/v1/applications`, {
    headers: { authorization: `Bearer ${adminKey}` },
    signal: AbortSignal.timeout(patienceMilliseconds),
  });
  await response.body?.cancel();
  return response.ok;
}

/** The admin key of the last start while the API accepts it, or else a new one: with another store the old one is unknown. */
export async function gainAdminAccess(
  apiUrl: string,
  earlierKey: string | undefined,
  makeAdminKey: MakeAdminKey,
): Promise<string> {
  if (earlierKey !== undefined && (await isAccepted(apiUrl, earlierKey))) return earlierKey;
  const adminKey = await makeAdminKey();
  const deadline = Date.now() + patienceMilliseconds;
  while (!(await isAccepted(apiUrl, adminKey))) {
    if (Date.now() > deadline)
      throw new CommandError('The API does not accept the new admin key; see the log of api-1.');
    await sleep(lookEveryMilliseconds);
  }
  return adminKey;
}
