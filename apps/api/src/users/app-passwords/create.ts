import { createAppPasswordSchema, newAppPasswordViewSchema } from '@otpost/core/app-password/app-password-schemas';
import { createAppPassword } from '@otpost/core/app-password/create-app-password';
import { secretAnswer } from '../../idempotency/replay.js';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const createAppPasswordRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/app-passwords',
  tag: 'App passwords',
  summary: 'Make an app password',
  description:
    'For one program that cannot answer a challenge. It is shown in this answer and never again, or with `reveal` by a link that works once within 24 hours. A user who has a factor needs a proof in `Otpost-Proof`, or a key with `users.admin`.',
  params: userParams,
  body: createAppPasswordSchema,
  bodyExample: { name: 'Backup on server 3' },
  answers: { 201: { description: 'The password, valid at once.', schema: newAppPasswordViewSchema } },
  errors: ['not_found', 'proof_required', 'conflict', 'already_revealed'],
  replay: secretAnswer,
  takesProof: true,
  handle: async ({ context, applicationId, authority, params, body: input }) => ({
    status: 201,
    body: await createAppPassword(context, { applicationId, externalId: params.id, authority, input }),
  }),
});
