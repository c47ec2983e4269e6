import { takeAwayFactor } from '@otpost/core/factor/take-away-factor';
import { adminReasonSchema } from '@otpost/core/user/admin-user-schemas';
import { z } from 'zod';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { authorityOfAdmin } from './authority-of-admin.js';
import { anyUserParams, userInReach } from './user-params.js';

export const removeAnyFactorRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/:applicationId/:id/factors/:factorId/remove',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Users',
  summary: 'Take one factor of a user away',
  description: 'The user is told. The last factor of a user who must have one stays: reset the user instead.',
  params: anyUserParams.extend({ factorId: z.string().max(60) }),
  body: adminReasonSchema,
  bodyExample: { reason: 'The phone was stolen' },
  answers: { 204: { description: 'It counts no more.' } },
  errors: ['not_found', 'policy_forbids', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => {
    const { factorId } = params;
    const request = { factorId, authority: authorityOfAdmin(actor), reason };
    await takeAwayFactor(context, { ...userInReach(context, params), ...request });
    return { status: 204 };
  },
});
