import { addressLimitsViewSchema, readAddressLimitsSchema } from '@otpost/core/limits/limit-schemas';
import { readAddressLimits } from '@otpost/core/limits/read-address-limits';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const readAddressLimitsRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/limits/read',
  role: 'support',
  reach: 'applications',
  tag: 'Limits',
  summary: 'See what one address has used up',
  description: 'A POST, so that the address stands in no URL. The limits themselves are settings of the application.',
  body: readAddressLimitsSchema,
  answers: {
    200: { description: 'Sends, failed checks, and until when it is blocked.', schema: addressLimitsViewSchema },
  },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({ status: 200, body: await readAddressLimits(context, { input }) }),
});
