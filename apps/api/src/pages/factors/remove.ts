import { removeFactor } from '@otpost/core/factor/remove-factor';
import { noteVisit } from '@otpost/core/page-session/note-visit';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { visitRoute } from '../page-route.js';
import { factorParams } from './factor-params.js';

export const removeFactorRoute = visitRoute({
  method: 'delete',
  path: '/factors/:fid',
  params: factorParams,
  handle: async ({ context, visit, params, proof }) => {
    const authority = authorityOfVisit(visit, proof);
    await removeFactor(context, { ...userOfVisit(context, visit), factorId: params.fid, authority });
    await noteVisit(context, visit, { act: 'factor_removed' });
    return { status: 204 };
  },
});
