import { askForPasskey, secondFactorSchema, showSecondFactor } from '@otpost/core/admin/session/second-factor';
import { sessionRoute } from '../console-route.js';
import { signedInAnswer } from '../session-answer.js';

const stages = ['second_factor', 'signed_in'] as const;

export const askForPasskeyRoute = sessionRoute(stages, {
  method: 'post',
  path: '/session/passkey-options',
  handle: async ({ context, found }) => ({ status: 200, body: { options: await askForPasskey(context, found) } }),
});

/** To sign in, and again before a dangerous act. A wrong code is an answer. */
export const showSecondFactorRoute = sessionRoute(stages, {
  method: 'post',
  path: '/session/second-factor',
  body: secondFactorSchema,
  handle: async (call) => {
    const { context, found, browser, body: input } = call;
    const answer = await showSecondFactor(context, { ...found, browser }, input);
    return answer.valid ? signedInAnswer(call, answer.begun, { valid: true }) : { status: 200, body: answer };
  },
});
