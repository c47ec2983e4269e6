import { ask } from '../api/ask.js';
import { queryClient } from '../api/client.js';
import type { SessionState, WithSession } from '../api/session-contract.js';

export async function readSession(): Promise<SessionState> {
  return (await ask<WithSession>('GET', '/console/v1/session')).session;
}

/** Ends the session on the server, and forgets what was read in it. */
export async function signOut(setState: (state: SessionState) => void): Promise<void> {
  await ask('DELETE', '/console/v1/session');
  queryClient.clear();
  setState(await readSession());
}
