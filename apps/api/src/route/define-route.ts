import type { Reach } from '@otpost/core/admin/reach';
import type { Actor } from '@otpost/core/audit/actor';
import type { Authority } from '@otpost/core/proof/authority';
import type { KeyScope } from '@otpost/core/records';
import type { z } from 'zod';
import type { AdminAccess, AdminCaller } from '../authentication/caller.js';
import type { Answer } from '../http/send-answer.js';
import type { Replay } from '../idempotency/replay.js';
import type { Call } from './call.js';
import type { Route } from './route.js';

interface Parsed<Params, Query, Body> extends Omit<Call, 'params' | 'query' | 'body'> {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

export interface ApplicationCall<Params, Query, Body> extends Parsed<Params, Query, Body> {
  readonly applicationId: string;
  /** For changes of a user's factors. */
  readonly authority: Authority;
}

export interface AdminCall<Params, Query, Body> extends Parsed<Params, Query, Body> {
  readonly actor: Actor;
  /** The context finds nothing out of reach already; this is for what is found otherwise. */
  readonly reach: Reach;
  readonly admin: AdminCaller;
}

type Schemas<Params, Query, Body> = {
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
};

/** A POST says how a repeated one is answered; nothing else may. */
type ByMethod =
  | { readonly method: 'post'; readonly replay: Replay }
  | { readonly method: 'get' | 'put' | 'patch' | 'delete'; readonly replay?: never };

type Definition<Params, Query, Body, Handled> = Omit<
  Route,
  'method' | 'replay' | 'access' | 'handle' | 'params' | 'query' | 'body'
> &
  ByMethod &
  Schemas<Params, Query, Body> & { readonly handle: (call: Handled) => Promise<Answer> };

type AdminDefinition = Pick<AdminAccess, 'role' | 'reach'> & Partial<Pick<AdminAccess, 'stepUp'>>;

type Handled<
  Kind extends 'application' | 'admin',
  P extends z.ZodType,
  Q extends z.ZodType,
  B extends z.ZodType,
> = Kind extends 'admin'
  ? AdminCall<z.infer<P>, z.infer<Q>, z.infer<B>>
  : ApplicationCall<z.infer<P>, z.infer<Q>, z.infer<B>>;

function authorityOf({ caller, proof }: Call): Authority {
  const isAdmin = caller?.scopes.includes('users.admin') ?? false;
  return { actor: `key:${caller?.keyId ?? ''}`, isAdmin, proof };
}

/** A route of /v1. `handle` gets what the schemas of the same definition have parsed. */
export function applicationRoute<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodUndefined,
>(scope: KeyScope, definition: Definition<Params, Query, Body, Handled<'application', Params, Query, Body>>): Route {
  const handle = (call: Call): Promise<Answer> => {
    // Authentication refuses a key without an application before this.
    const applicationId = call.caller?.applicationId;
    if (!applicationId) throw new Error('This route needs an application');
    const authority = authorityOf(call);
    return definition.handle({ ...call, applicationId, authority } as Handled<'application', Params, Query, Body>);
  };
  return { ...definition, access: scope, handle };
}

/** A route of /admin/v1. */
export function adminRoute<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodUndefined,
>({
  role,
  reach,
  stepUp = false,
  ...definition
}: AdminDefinition & Definition<Params, Query, Body, Handled<'admin', Params, Query, Body>>): Route {
  const handle = (call: Call): Promise<Answer> => {
    const { admin } = call;
    if (!admin) throw new Error('This route needs an admin');
    const own = { ...call, admin, actor: admin.actor, reach: admin.reach };
    return definition.handle(own as unknown as Handled<'admin', Params, Query, Body>);
  };
  return { ...definition, access: { role, reach, stepUp }, handle };
}
