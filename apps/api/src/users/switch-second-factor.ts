import { mfaViewSchema } from '@otpost/core/user/mfa-schemas';
import { switchSecondFactor, switchSecondFactorSchema } from '@otpost/core/user/switch-second-factor';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const switchSecondFactorRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/second-factor',
  tag: 'Users',
  summary: 'Turn the second factor of a user on or off',
  description:
    "The user's own choice, where the policy leaves it to them. Turning off needs `Otpost-Proof` or the scope `users.admin`; the factors stay.",
  params: userParams,
  body: switchSecondFactorSchema,
  bodyExample: { state: 'on' },
  answers: { 200: { description: 'What holds for the user now.', schema: mfaViewSchema } },
  errors: ['not_found', 'policy_forbids', 'proof_required'],
  replay: storedAnswer,
  takesProof: true,
  handle: async ({ context, applicationId, authority, params, body: input }) => ({
    status: 200,
    body: await switchSecondFactor(context, { applicationId, externalId: params.id, authority, input }),
  }),
});
