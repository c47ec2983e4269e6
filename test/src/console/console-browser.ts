import { earlierCode, totpApp } from '../users/totp-app.js';

/** All that the tests look at in answers, which the wire may leave out. */
export interface ConsoleBody {
  readonly id: string;
  readonly version: number;
  readonly secret: string;
  readonly valid: boolean;
  readonly recoveryCodes: readonly string[];
  readonly session: { readonly stage: string };
  readonly providers: readonly { readonly id: string; readonly version: number }[];
  readonly events: readonly { readonly action: string; readonly data: object }[];
}

/** A browser without its pages: keeps cookies, and sends what the console sends. */
export interface ConsoleBrowser {
  /** A POST with a key may be repeated. */
  send(method: string, path: string, body?: unknown, key?: string): Promise<{ status: number; body: ConsoleBody }>;
}

/** `publicUrl` is what the server believes to be, `url` where it is. */
export function newConsoleBrowser(url: string, publicUrl: string, userAgent: string): ConsoleBrowser {
  const cookies = new Map<string, string>();
  return {
    send: async (method, path, body, key) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const headers = new Headers({ cookie, origin: publicUrl, 'otpost-console': '1', 'user-agent': userAgent });
      if (body !== undefined) headers.set('content-type', 'application/json');
      if (key !== undefined) headers.set('idempotency-key', key);
      const content = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await fetch(url + path, { method, headers, ...content });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        cookies.set(name, value);
      }
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? undefined : JSON.parse(text) };
    },
  };
}

export interface SetUpAdmin {
  readonly recoveryCodes: readonly string[];
  /** What the authenticator app shows at a time; the step before now was used. */
  readonly code: (at: number) => string;
}

/** Follows a set-up or an invitation, to the end: password and authenticator app. */
export async function followToEnd(browser: ConsoleBrowser, input: object): Promise<SetUpAdmin> {
  await browser.send('POST', '/console/v1/links/follow', input);
  const { body: begun } = await browser.send('POST', '/console/v1/factors', { type: 'totp', name: 'Phone' });
  const code = totpApp(begun.secret);
  const answer = { code: await earlierCode(code) };
  const { body } = await browser.send('POST', `/console/v1/factors/${begun.id}/confirm`, answer);
  if (body.session.stage !== 'signed_in') throw new Error('The link did not lead to a session');
  return { recoveryCodes: body.recoveryCodes, code };
}

export interface Credentials {
  readonly email: string;
  readonly password: string;
}

/** Password, then the code of an app or a recovery code; gives the stage that the session has then. */
export async function signInWith(browser: ConsoleBrowser, own: Credentials, code: string): Promise<string> {
  await browser.send('POST', '/console/v1/session', own);
  const { body } = await browser.send('POST', '/console/v1/session/second-factor', { code });
  return body.session?.stage ?? 'refused';
}
