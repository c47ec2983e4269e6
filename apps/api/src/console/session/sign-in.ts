import { passwordSchema } from '@otpost/core/admin/account/password-schema';
import { signIn } from '@otpost/core/admin/session/sign-in';
import { ipSubject } from '@otpost/core/challenge/request-limits';
import { z } from 'zod';
import { openConsoleRoute } from '../console-route.js';
import { sessionAnswer } from '../session-answer.js';

export const signInRoute = openConsoleRoute({
  method: 'post',
  path: '/session',
  body: z.strictObject({ email: z.string().max(400), password: passwordSchema }),
  handle: async ({ context, cookie, body: input, browser: { name }, ip }) =>
    sessionAnswer(
      { context, cookie },
      await signIn(context, { input, browser: { name, network: ip === undefined ? '' : ipSubject(ip) } }),
    ),
});
