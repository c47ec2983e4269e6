import { siteCookie } from '../http/site-cookie.js';
import { makeAdmin, type NewAdmin } from './make-admin.js';
import type { WholeApi } from './start-whole-api.js';
import type { UserReply } from './user-client.js';

/** An admin who is signed in to the console. */
export interface SignedInAdmin {
  readonly id: string;
  call<Body = never>(method: string, path: string, body?: unknown): Promise<UserReply<Body>>;
}

/** Sends requests as the console in the browser of this admin does; for tests on both stores, which have no browser. */
export async function newSignedInAdmin({ opened, url }: WholeApi, wanted: NewAdmin): Promise<SignedInAdmin> {
  const { publicUrl } = opened.context;
  const { admin, session } = await makeAdmin(opened.context, wanted);
  const site = siteCookie(publicUrl, 'console');
  const cookie = site.write(session).split(';')[0] ?? '';
  return {
    id: admin.id,
    call: async (method, path, body) => {
      const headers = new Headers({ cookie, origin: publicUrl, 'otpost-console': '1' });
      if (body !== undefined) headers.set('content-type', 'application/json');
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const signal = AbortSignal.timeout(5000);
      const answer = await fetch(url + path, { method, headers, ...content, signal });
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}
