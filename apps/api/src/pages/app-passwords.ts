import { createAppPasswordSchema } from '@otpost/core/app-password/app-password-schemas';
import { createAppPassword } from '@otpost/core/app-password/create-app-password';
import { listAppPasswords } from '@otpost/core/app-password/list-app-passwords';
import { revokeAppPassword } from '@otpost/core/app-password/revoke-app-password';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { z } from 'zod';
import { visitRoute } from './page-route.js';

export const listAppPasswordsRoute = visitRoute({
  method: 'get',
  path: '/app-passwords',
  handle: async ({ context, visit }) => ({
    status: 200,
    body: { appPasswords: await listAppPasswords(context, userOfVisit(context, visit)) },
  }),
});

export const createAppPasswordRoute = visitRoute({
  method: 'post',
  path: '/app-passwords',
  body: createAppPasswordSchema,
  handle: async ({ context, visit, proof, body: input }) => {
    const authority = authorityOfVisit(visit, proof);
    return {
      status: 201,
      body: await createAppPassword(context, { ...userOfVisit(context, visit), authority, input }),
    };
  },
});

export const revokeAppPasswordRoute = visitRoute({
  method: 'delete',
  path: '/app-passwords/:pid',
  params: z.strictObject({ pid: z.string().max(60) }),
  handle: async ({ context, visit, params }) => {
    const { actor } = authorityOfVisit(visit, undefined);
    await revokeAppPassword(context, { ...userOfVisit(context, visit), actor, appPasswordId: params.pid });
    return { status: 204 };
  },
});
