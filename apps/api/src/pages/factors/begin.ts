import { beginFactor } from '@otpost/core/factor/begin-factor';
import { beginFactorSchema } from '@otpost/core/factor/factor-schemas';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { visitRoute } from '../page-route.js';

export const beginFactorRoute = visitRoute({
  method: 'post',
  path: '/factors',
  body: beginFactorSchema,
  handle: async ({ context, visit, proof, body: input }) => {
    const authority = authorityOfVisit(visit, proof);
    const { begun } = await beginFactor(context, { ...userOfVisit(context, visit), authority, input });
    return { status: 201, body: begun };
  },
});
