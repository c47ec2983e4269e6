import type { AdminSessionRecord } from '@otpost/core/admin/admin-records';
import type { SigningBrowser } from '@otpost/core/admin/session/known-browser';
import type { AdminSession } from '@otpost/core/admin/session/read-admin-session';
import type { Context } from '@otpost/core/context';
import type { z } from 'zod';
import type { Answer } from '../http/send-answer.js';
import type { SiteCookie } from '../http/site-cookie.js';
import type { Method } from '../route/route.js';

export interface ConsoleCall<Params, Body> {
  readonly context: Context;
  readonly cookie: SiteCookie;
  /** Where the browser keeps by what it is known. */
  readonly browserCookie: SiteCookie;
  readonly params: Params;
  readonly body: Body;
  /** Undefined where nobody is signed in, or half. */
  readonly found: AdminSession | undefined;
  readonly browser: SigningBrowser;
  readonly ip: string | undefined;
}

export interface SessionCall<Params, Body> extends ConsoleCall<Params, Body> {
  readonly found: AdminSession;
}

interface Shape<Params, Body> {
  readonly method: Method;
  /** Below /console/v1. */
  readonly path: string;
  readonly params?: Params;
  readonly body?: Body;
}

/** One line of the console's own API for signing in. It is not documented: only the console calls it, and it changes with it. */
export interface ConsoleRoute extends Shape<z.ZodObject, z.ZodType> {
  /** Which sessions may call it; empty: it needs none. */
  readonly stages: readonly AdminSessionRecord['stage'][];
  /** SECURITY J7. */
  readonly stepUp: boolean;
  readonly handle: (call: ConsoleCall<unknown, unknown>) => Promise<Answer>;
}

/** For anybody: the way to a session. */
export function openConsoleRoute<B extends z.ZodType = z.ZodUndefined>(
  definition: Shape<z.ZodObject, B> & { readonly handle: (call: ConsoleCall<unknown, z.infer<B>>) => Promise<Answer> },
): ConsoleRoute {
  const handle = (call: ConsoleCall<unknown, unknown>) => definition.handle(call as ConsoleCall<unknown, z.infer<B>>);
  return { ...definition, stages: [], stepUp: false, handle };
}

/** For an admin in one of these stages. */
export function sessionRoute<P extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodUndefined>(
  stages: readonly AdminSessionRecord['stage'][],
  {
    stepUp = false,
    ...definition
  }: Shape<P, B> & {
    readonly stepUp?: boolean;
    readonly handle: (call: SessionCall<z.infer<P>, z.infer<B>>) => Promise<Answer>;
  },
): ConsoleRoute {
  const handle = (call: ConsoleCall<unknown, unknown>) =>
    definition.handle(call as SessionCall<z.infer<P>, z.infer<B>>);
  return { ...definition, stages, stepUp, handle };
}
