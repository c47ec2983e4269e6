import { disableUser, disableUserSchema } from '@otpost/core/user/disable-user';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const disableUserRoute = applicationRoute('users.admin', {
  method: 'post',
  path: '/v1/users/:id/disable',
  tag: 'Users',
  summary: 'Take every factor of a user away at once',
  description:
    'With all recovery codes and trusted devices; app passwords stay. Where the policy requires a second factor, the user sets up anew at the next sign-in. Audited with its reason.',
  params: userParams,
  body: disableUserSchema,
  bodyExample: { actor: 'admin-17', reason: 'Lost phone, seen in person' },
  answers: { 204: { description: 'The user has no factor.' } },
  errors: ['not_found', 'policy_forbids'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, authority, params, body: input }) => {
    await disableUser(context, { applicationId, externalId: params.id, authority, input });
    return { status: 204 };
  },
});
