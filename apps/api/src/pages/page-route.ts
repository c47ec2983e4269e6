import type { Context } from '@otpost/core/context';
import type { Visit } from '@otpost/core/page-session/require-visit';
import type { z } from 'zod';
import type { Answer } from '../http/send-answer.js';
import type { SiteCookie } from '../http/site-cookie.js';
import type { Method } from '../route/route.js';

interface PageCall<Params, Body> {
  readonly context: Context;
  readonly cookie: SiteCookie;
  readonly params: Params;
  readonly body: Body;
  readonly ip: string | undefined;
  /** The header `Otpost-Proof`, as it came. */
  readonly proof: string | undefined;
}

export interface VisitCall<Params, Body> extends PageCall<Params, Body> {
  readonly visit: Visit;
}

interface Shape<Params, Body> {
  readonly method: Method;
  /** Below /pages/v1. */
  readonly path: string;
  readonly params?: Params;
  readonly body?: Body;
}

/** One line of the pages' own API. It is not documented: only our pages call it, and it changes with them. */
export interface PageRoute extends Shape<z.ZodObject, z.ZodType> {
  /** Whether the request must belong to a visit. */
  readonly needsVisit: boolean;
  readonly handle: (call: VisitCall<unknown, unknown>) => Promise<Answer>;
}

/** A route for a visit that is going on. */
export function visitRoute<P extends z.ZodObject = z.ZodObject, B extends z.ZodType = z.ZodUndefined>(
  definition: Shape<P, B> & { readonly handle: (call: VisitCall<z.infer<P>, z.infer<B>>) => Promise<Answer> },
): PageRoute {
  const handle = (call: VisitCall<unknown, unknown>) => definition.handle(call as VisitCall<z.infer<P>, z.infer<B>>);
  return { ...definition, needsVisit: true, handle };
}

/** A route for somebody with a link and no visit yet. */
export function linkRoute<B extends z.ZodType>(
  definition: Shape<z.ZodObject, B> & { readonly handle: (call: PageCall<unknown, z.infer<B>>) => Promise<Answer> },
): PageRoute {
  const handle = (call: VisitCall<unknown, unknown>) => definition.handle(call as PageCall<unknown, z.infer<B>>);
  return { ...definition, needsVisit: false, handle };
}
