import { randomBytes } from 'node:crypto';
import { type Account, signInByPassword } from '@otpost/example-by-api/accounts';
import { signInPage, welcomePage } from '@otpost/example-by-api/pages';
import type { Otpost, PageResult } from '@otpost/sdk';
import express, { type Express, type Request, type Response } from 'express';
import { deviceName } from './device-name.js';

interface Session {
  readonly account: Account;
  /** The visit that must end well before this session opens anything; null once it did, or when none was needed. */
  readonly visitId: string | null;
}

const sessionCookie = 'example_session';
const deviceCookie = 'example_device';
/** Lax, not strict: the browser comes back from another address. */
const cookieOptions = { httpOnly: true, sameSite: 'lax' } as const;
/** As long as browsers keep a cookie at most; how long the device is trusted is up to Otpost. */
const deviceCookieMilliseconds = 400 * 86_400_000;

export interface SiteParts {
  readonly otpost: Otpost;
  /** Of this site; below it stands the address to which Otpost leads back. */
  readonly siteUrl: string;
}

const textOf = (request: Request, field: string): string => {
  const value: unknown = (request.body as Record<string, unknown> | undefined)?.[field];
  return typeof value === 'string' ? value : '';
};

/** Password here, second step on Otpost's pages, which also take who must enrol through set-up. */
export function createSite({ otpost, siteUrl }: SiteParts): Express {
  const sessions = new Map<string, Session>();
  const cookieOf = ({ headers }: Request, name: string): string =>
    headers.cookie
      ?.split('; ')
      .find((cookie) => cookie.startsWith(`${name}=`))
      ?.slice(name.length + 1) ?? '';
  const idOf = (request: Request): string => cookieOf(request, sessionCookie);
  const open = (request: Request, response: Response, session: Session): void => {
    sessions.delete(idOf(request));
    const id = randomBytes(32).toString('base64url');
    sessions.set(id, session);
    response.cookie(sessionCookie, id, cookieOptions);
  };

  const signIn = async (request: Request, response: Response): Promise<void> => {
    const account = signInByPassword(textOf(request, 'id'), textOf(request, 'password'));
    if (!account) {
      response.status(401).send(signInPage('The name or the password is wrong.'));
      return;
    }
    const { id: user, email, name } = account;
    await otpost.users.put(user, { email, name });
    const { required } = await otpost.users.mfa(user, { device: cookieOf(request, deviceCookie) });
    const visit = required
      ? await otpost.pageSessions.create({ user, flow: 'challenge', returnUrl: `${siteUrl}/return` })
      : undefined;
    open(request, response, { account, visitId: visit?.id ?? null });
    response.redirect(303, visit?.url ?? '/');
  };

  /** The tick on the page is a wish: the site makes the device a trusted one, and keeps what tells it again. */
  const keepDevice = async (request: Request, response: Response, id: string, result: PageResult): Promise<void> => {
    if (!result.trustDevice || result.challengeId === null) return;
    const name = deviceName(request.headers['user-agent'] ?? '');
    const { token } = await otpost.trustedDevices.trust(id, { challenge: result.challengeId, name });
    response.cookie(deviceCookie, token, { ...cookieOptions, maxAge: deviceCookieMilliseconds });
  };

  /** What the address says proves nothing: the result is asked for by the id that this session began. */
  const comeBack = async (request: Request, response: Response): Promise<void> => {
    const session = sessions.get(idOf(request));
    if (!session?.visitId) return response.redirect(303, '/');
    const result = await otpost.pageSessions.result(session.visitId);
    if (result.status === 'completed' && result.approved) {
      await keepDevice(request, response, session.account.id, result);
      open(request, response, { ...session, visitId: null });
    }
    response.redirect(303, '/');
  };

  const site = express();
  site.disable('x-powered-by');
  site.use(express.urlencoded({ extended: false, limit: '4kb' }));
  site.get('/', (request, response) => {
    const session = sessions.get(idOf(request));
    response.send(session && session.visitId === null ? welcomePage(session.account.name) : signInPage());
  });
  // Express 5 hands a rejection to its error handler.
  site.post('/sign-in', (request, response) => signIn(request, response));
  site.get('/return', (request, response) => comeBack(request, response));
  site.post('/sign-out', (request, response) => {
    sessions.delete(idOf(request));
    response.clearCookie(sessionCookie).redirect(303, '/');
  });
  return site;
}
