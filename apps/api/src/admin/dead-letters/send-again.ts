import { deadLetterDetailSchema, sendAgainSchema } from '@otpost/core/dead-letter/dead-letter-schemas';
import { sendDeadLetter } from '@otpost/core/dead-letter/send-dead-letter';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const sendDeadLetterRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/dead-letters/:id/send-again',
  role: 'support',
  reach: 'applications',
  tag: 'Queues',
  summary: 'Send it again',
  description:
    'A code: as a resend of its challenge, which must be pending. A notice: as a new message, by the provider of your choice. A job: with its mended data.',
  params: settingParams,
  body: sendAgainSchema,
  answers: { 200: { description: 'What took its place stands in `sentAgainAs`.', schema: deadLetterDetailSchema } },
  errors: [
    'not_found',
    'conflict',
    'rate_limited',
    'challenge_not_found',
    'challenge_expired',
    'challenge_canceled',
    'challenge_undeliverable',
    'challenge_already_approved',
    'max_checks_reached',
  ],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: input }) => ({
    status: 200,
    body: await sendDeadLetter(context, { actor, id: params.id, input }),
  }),
});
