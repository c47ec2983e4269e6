import type { Actor } from '@otpost/core/audit/actor';
import type { Context } from '@otpost/core/context';
import { requireSetting } from '@otpost/core/settings/stored-setting';
import { z } from 'zod';
import type { AdminAccess } from '../authentication/caller.js';
import type { Answer } from '../http/send-answer.js';
import type { Replay } from '../idempotency/replay.js';
import { adminRoute, applicationRoute } from '../route/define-route.js';
import type { Route } from '../route/route.js';

interface WebhookCall<Params, Query, Body> {
  readonly context: Context;
  readonly applicationId: string;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
}

type Described = Pick<Route, 'summary' | 'description' | 'bodyExample' | 'answers' | 'errors'>;
type ByMethod =
  | { readonly method: 'post'; readonly replay: Replay }
  | { readonly method: 'get' | 'patch' | 'delete'; readonly replay?: never };

type Definition<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> = Described &
  ByMethod &
  Pick<AdminAccess, 'role'> &
  Partial<Pick<AdminAccess, 'stepUp'>> & {
    /** What stands behind `/webhooks`. */
    readonly at: string;
    readonly params?: P;
    readonly query?: Q;
    readonly body?: B;
    readonly handle: (call: WebhookCall<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Answer>;
  };

const ofApplication = z.strictObject({ application: z.string().max(60) });

/** The same route twice: for the application itself, by `users.admin`, and for an admin who names the application. */
export function webhookRoute<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType = z.ZodUndefined,
>({
  at,
  params,
  role,
  stepUp = false,
  handle,
  ...rest
}: Definition<Params, Query, Body>): readonly [own: Route, admin: Route] {
  type Call = WebhookCall<z.infer<Params>, z.infer<Query>, z.infer<Body>>;
  const own = applicationRoute('users.admin', {
    ...rest,
    ...(params ? { params } : {}),
    tag: 'Webhooks',
    path: `/v1/webhooks${at}`,
    handle: (call) => handle({ ...call, actor: call.authority.actor }),
  });
  const admin = adminRoute({
    ...rest,
    params: params ? ofApplication.extend(params.shape) : ofApplication,
    role,
    reach: 'applications',
    stepUp,
    tag: 'Webhooks of an application',
    path: `/admin/v1/applications/:application/webhooks${at}`,
    // One code more than the application's own route has.
    errors: [...new Set([...rest.errors, 'not_found' as const])],
    handle: async (call) => {
      const { application } = ofApplication.loose().parse(call.params);
      await requireSetting(call.context.store.applications, application, 'application');
      return await handle({ ...call, applicationId: application } as unknown as Call);
    },
  });
  return [own, admin];
}
