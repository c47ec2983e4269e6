import { noteVisit } from '@otpost/core/page-session/note-visit';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { switchSecondFactor, switchSecondFactorSchema } from '@otpost/core/user/switch-second-factor';
import { visitRoute } from './page-route.js';

export const switchSecondFactorRoute = visitRoute({
  method: 'put',
  path: '/second-factor',
  body: switchSecondFactorSchema,
  handle: async ({ context, visit, proof, body: input }) => {
    const authority = authorityOfVisit(visit, proof);
    await switchSecondFactor(context, { ...userOfVisit(context, visit), authority, input });
    await noteVisit(context, visit, { act: input.state === 'on' ? 'turned_on' : 'turned_off' });
    return { status: 204 };
  },
});
