import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import type { Account } from './accounts.js';

/** How far a visitor has come. Only `signedIn` opens anything; the steps before it are waiting for a code. */
export type Session =
  | { readonly step: 'challenge'; readonly account: Account; readonly challengeId: string; readonly hint: string }
  | {
      readonly step: 'enrol';
      readonly account: Account;
      readonly factorId: string;
      readonly secret: string;
      readonly svg: string;
    }
  | { readonly step: 'signedIn'; readonly account: Account };

const cookieName = 'example_session';
const lifeMilliseconds = 15 * 60_000;
const sessions = new Map<string, Session>();

function idOf(request: Request): string {
  const cookies = request.headers.cookie?.split('; ') ?? [];
  return cookies.find((cookie) => cookie.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1) ?? '';
}

export function readSession(request: Request): Session | undefined {
  return sessions.get(idOf(request));
}

/** Every step gets a new id, so that one that was planted before the sign-in is worth nothing after it. */
export function moveSession(request: Request, response: Response, session: Session | undefined): void {
  sessions.delete(idOf(request));
  if (!session) {
    response.clearCookie(cookieName);
    return;
  }
  const id = randomBytes(32).toString('base64url');
  sessions.set(id, session);
  setTimeout(() => sessions.delete(id), lifeMilliseconds).unref();
  response.cookie(cookieName, id, { httpOnly: true, sameSite: 'strict', maxAge: lifeMilliseconds });
}
