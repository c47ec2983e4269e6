import { releaseUser, releaseUserSchema } from '@otpost/core/user/release-user';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const releaseUserRoute = applicationRoute('users.admin', {
  method: 'post',
  path: '/v1/users/:id/release',
  tag: 'Users',
  summary: 'Forget the failed checks of a user',
  description:
    'After `failedChecksStop` failures in a row nothing of a user is looked at any more, until a factor that is not guessed succeeds or this release. Factors stay as they are. Audited with its reason.',
  params: userParams,
  body: releaseUserSchema,
  bodyExample: { actor: 'admin-17', reason: 'Called back, it was them' },
  answers: { 204: { description: 'The next answer is looked at.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, authority, params, body: input }) => {
    await releaseUser(context, { applicationId, externalId: params.id, authority, input });
    return { status: 204 };
  },
});
