import type { AdminRecord } from '@otpost/core/admin/admin-records';
import type { BegunSession } from '@otpost/core/admin/session/begin-session';
import { marksWith } from '@otpost/core/admin/session/known-browser';
import { sessionState } from '@otpost/core/admin/session/session-state';
import type { Answer } from '../http/send-answer.js';
import type { HeaderPairs } from '../http/static-headers.js';
import type { ConsoleCall } from './console-route.js';

type Cookies = Pick<ConsoleCall<unknown, unknown>, 'context' | 'cookie' | 'browserCookie' | 'browser'>;

/** The browser is known from now on, as it is when both factors were shown. */
export function knownBrowser({ context, browserCookie, browser }: Cookies, admin: AdminRecord): HeaderPairs {
  return ['Set-Cookie', browserCookie.write(marksWith(context, admin, browser.marks))];
}

/** A new session goes out in the cookie alone; `more` stands beside its state. */
export async function sessionAnswer(
  { context, cookie }: Pick<Cookies, 'context' | 'cookie'>,
  begun: BegunSession,
  more: object = {},
): Promise<Answer> {
  return {
    status: 200,
    body: { ...more, session: await sessionState(context, begun) },
    headers: ['Set-Cookie', cookie.write(begun.secret)],
  };
}

/** The same after a second factor. */
export async function signedInAnswer(cookies: Cookies, begun: BegunSession, more: object): Promise<Answer> {
  const answer = await sessionAnswer(cookies, begun, more);
  return { ...answer, headers: [...(answer.headers ?? []), ...knownBrowser(cookies, begun.admin)] };
}
