import { moveClock } from '@otpost/core/test-mode/move-clock';
import { moveClockSchema, movedClockSchema } from '@otpost/core/test-mode/test-clock-schemas';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';

export const moveClockRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/test/clock',
  tag: 'Test mode',
  summary: 'Let time pass for the pending challenges of a test application',
  body: moveClockSchema,
  answers: { 200: { description: 'So many are older now.', schema: movedClockSchema } },
  errors: ['forbidden'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, body: { advanceSeconds } }) => ({
    status: 200,
    body: { moved: await moveClock(context, { applicationId, advanceSeconds }) },
  }),
});
