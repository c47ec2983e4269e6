import { newId } from '@otpost/core/ids';
import { resetViewSchema, startResetSchema } from '@otpost/core/reset/reset-schemas';
import { startReset } from '@otpost/core/reset/start-reset';
import { storedAnswer } from '../../idempotency/replay.js';
import type { Call } from '../../route/call.js';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const newResetId = ({ context }: Call): string => newId('rst', context.randomBytes);

export const startResetRoute = applicationRoute('users.admin', {
  method: 'post',
  path: '/v1/users/:id/reset',
  tag: 'Resets',
  summary: 'Bring back a user who lost every factor',
  description:
    'As `adminReset` of the policy says. `mailed`: every question of `resetChecklist` must be answered and passed; a link that works once within 24 hours goes to the verified addresses, and the old factors stay in force until the user has set up anew. `immediate`: all factors and recovery codes end at once.',
  params: userParams,
  body: startResetSchema,
  bodyExample: { actor: 'admin-17', reason: 'Lost phone, called back' },
  answers: { 201: { description: 'The reset as it stands.', schema: resetViewSchema } },
  errors: ['not_found', 'policy_forbids', 'conflict'],
  replay: { ...storedAnswer, newId: newResetId },
  handle: async ({ context, applicationId, authority, params, body: input, workId }) => ({
    status: 201,
    body: await startReset(context, {
      applicationId,
      externalId: params.id,
      actor: authority.actor,
      input,
      ...(workId ? { id: workId } : {}),
    }),
  }),
});
