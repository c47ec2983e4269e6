import { confirmFactorSchema } from '@otpost/core/factor/factor-schemas';
import { confirmVisitFactor } from '@otpost/core/page-session/confirm-visit-factor';
import { visitRoute } from '../page-route.js';
import { factorParams } from './factor-params.js';

export const confirmFactorRoute = visitRoute({
  method: 'post',
  path: '/factors/:fid/confirm',
  params: factorParams,
  body: confirmFactorSchema,
  handle: async ({ context, visit, params, proof, body: input }) => ({
    status: 200,
    body: await confirmVisitFactor(context, visit, { factorId: params.fid, input, proof }),
  }),
});
