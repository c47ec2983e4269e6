import { setTimeout as sleep } from 'node:timers/promises';
import type { InboxMessage } from '@otpost/inbox/inbox-message';
import { CommandError } from '../command.js';

const lookEveryMilliseconds = 5;
const patienceMilliseconds = 15_000;

export interface Wanted {
  readonly to: string;
  readonly channel: InboxMessage['channel'];
}

/** Waits for the newest message to an address. Throws a CommandError when none comes within 15 s. */
export async function waitForMessage(inboxUrl: string, { to, channel }: Wanted): Promise<InboxMessage> {
  const query = new URLSearchParams({ to, channel });
  const deadline = Date.now() + patienceMilliseconds;
  while (Date.now() < deadline) {
    const response = await fetch(`${inboxUrl}/messages?${query.toString()}`);
    const newest = ((await response.json()) as InboxMessage[]).at(-1);
    if (newest) return newest;
    await sleep(lookEveryMilliseconds);
  }
  throw new CommandError(
    `No message to ${to} came within ${patienceMilliseconds / 1000} s. See: ./otpost status, and the logs in the data directory`,
  );
}
