import { renameFactorSchema } from '@otpost/core/factor/factor-schemas';
import { renameFactor } from '@otpost/core/factor/rename-factor';
import { noteVisit } from '@otpost/core/page-session/note-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { visitRoute } from '../page-route.js';
import { factorParams } from './factor-params.js';

export const renameFactorRoute = visitRoute({
  method: 'patch',
  path: '/factors/:fid',
  params: factorParams,
  body: renameFactorSchema,
  handle: async ({ context, visit, params, body: input }) => {
    const body = await renameFactor(context, { ...userOfVisit(context, visit), factorId: params.fid, input });
    await noteVisit(context, visit, { act: 'factor_renamed' });
    return { status: 200, body };
  },
});
