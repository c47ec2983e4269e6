import { releaseAddressLimitsSchema } from '@otpost/core/limits/limit-schemas';
import { releaseAddressLimits } from '@otpost/core/limits/release-address-limits';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const releaseAddressLimitsRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/limits/release',
  role: 'support',
  reach: 'applications',
  tag: 'Limits',
  summary: 'Forget the sends and failed checks of one address',
  body: releaseAddressLimitsSchema,
  answers: { 204: { description: 'Released.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, body: input }) => {
    await releaseAddressLimits(context, { actor, input });
    return { status: 204 };
  },
});
