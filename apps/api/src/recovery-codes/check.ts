import { checkRecoveryCode } from '@otpost/core/factor/check-recovery-code';
import { checkedRecoveryCodeSchema, checkRecoveryCodeSchema } from '@otpost/core/factor/factor-schemas';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from '../users/user-params.js';

export const checkRecoveryCodeRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/recovery-codes/check',
  tag: 'Recovery codes',
  summary: 'Check a recovery code without a challenge',
  description: 'By the store alone, so that it works while Redis is down. A code is right once.',
  params: userParams,
  body: checkRecoveryCodeSchema,
  bodyExample: { code: 'XXXX-XXXX-XXXX-XXXX' },
  answers: { 200: { description: '`valid` says whether the code was right.', schema: checkedRecoveryCodeSchema } },
  errors: ['not_found', 'policy_forbids', 'rate_limited'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params, body: input }) => ({
    status: 200,
    body: await checkRecoveryCode(context, { applicationId, externalId: params.id, input }),
  }),
});
