import { appPasswordCheckViewSchema, checkAppPasswordSchema } from '@otpost/core/app-password/app-password-schemas';
import { checkAppPassword } from '@otpost/core/app-password/check-app-password';
import { storedAnswer } from '../../idempotency/replay.js';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const checkAppPasswordRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/app-passwords/check',
  tag: 'App passwords',
  summary: 'Check the app password that a program sent',
  description:
    'A wrong one is an answer, and counts as a failed check of the user. Works while Redis is away, as long as the request has no `Idempotency-Key`.',
  params: userParams,
  body: checkAppPasswordSchema,
  bodyExample: { password: '0123-4567-89AB-CDEF-GHJK-MNPQ-RSTV-WXYZ' },
  answers: {
    200: { description: 'Whether it is right, and whose program it is.', schema: appPasswordCheckViewSchema },
  },
  errors: ['not_found', 'rate_limited'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params, body: { password } }) => ({
    status: 200,
    body: await checkAppPassword(context, { applicationId, externalId: params.id, password }),
  }),
});
