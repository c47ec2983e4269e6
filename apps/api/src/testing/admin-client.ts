import type { WholeApi } from './start-whole-api.js';
import type { UserReply } from './user-client.js';

/** The admin API by an admin key, which may do everything. */
export type AdminClient = <Body = never>(method: string, path: string, body?: unknown) => Promise<UserReply<Body>>;

export function newAdminClient({ url, adminKey }: WholeApi): AdminClient {
  return async (method, path, body) => {
    const answer = await fetch(`${url}/admin/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${adminKey}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
  };
}
