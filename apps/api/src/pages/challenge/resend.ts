import { resendVisitChallenge } from '@otpost/core/page-session/visit-challenge';
import { visitRoute } from '../page-route.js';

export const resendChallengeRoute = visitRoute({
  method: 'post',
  path: '/challenge/resend',
  handle: async ({ context, visit }) => ({ status: 200, body: await resendVisitChallenge(context, visit) }),
});
