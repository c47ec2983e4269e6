import type { BegunSession } from '@otpost/core/admin/session/begin-session';
import { sessionState } from '@otpost/core/admin/session/session-state';
import type { Context } from '@otpost/core/context';
import type { Answer } from '../http/send-answer.js';
import type { SiteCookie } from '../http/site-cookie.js';

/** A new session goes out in the cookie alone; `more` stands beside its state. */
export async function sessionAnswer(
  { context, cookie }: { readonly context: Context; readonly cookie: SiteCookie },
  begun: BegunSession,
  more: object = {},
): Promise<Answer> {
  return {
    status: 200,
    body: { ...more, session: await sessionState(context, begun) },
    headers: ['Set-Cookie', cookie.write(begun.secret)],
  };
}
