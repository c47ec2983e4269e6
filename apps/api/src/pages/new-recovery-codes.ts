import { regenerateRecoveryCodes } from '@otpost/core/factor/regenerate-recovery-codes';
import { noteVisit } from '@otpost/core/page-session/note-visit';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { visitRoute } from './page-route.js';

export const newRecoveryCodesRoute = visitRoute({
  method: 'post',
  path: '/recovery-codes',
  handle: async ({ context, visit, proof }) => {
    const authority = authorityOfVisit(visit, proof);
    const body = await regenerateRecoveryCodes(context, { ...userOfVisit(context, visit), authority });
    await noteVisit(context, visit, { act: 'recovery_codes_made' });
    return { status: 201, body };
  },
});
