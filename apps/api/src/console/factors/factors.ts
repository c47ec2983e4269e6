import {
  beginAdminFactor,
  confirmAdminFactor,
  removeAdminFactor,
  renewAdminRecoveryCodes,
} from '@otpost/core/admin/session/enrol';
import type { AdminSession } from '@otpost/core/admin/session/read-admin-session';
import { isFresh } from '@otpost/core/admin/session/session-life';
import { sessionState } from '@otpost/core/admin/session/session-state';
import { confirmFactorSchema, factorNameSchema } from '@otpost/core/factor/factor-schemas';
import { z } from 'zod';
import { needsStepUp } from '../../authentication/authenticate-admin.js';
import { type ConsoleRoute, sessionRoute } from '../console-route.js';
import { signedInAnswer } from '../session-answer.js';

const stages = ['must_enrol', 'signed_in'] as const;
const factorParams = z.strictObject({ fid: z.string().max(60) });

/** Who has no factor yet has none to show; everybody else shows it before there is another. */
function requireFreshOrNone({ session }: AdminSession, now: number): void {
  if (session.stage === 'signed_in' && !isFresh(session.secondFactorAt, now)) throw needsStepUp();
}

const beginRoute = sessionRoute(stages, {
  method: 'post',
  path: '/factors',
  body: z.strictObject({ type: z.enum(['totp', 'passkey']), name: factorNameSchema.optional() }),
  handle: async ({ context, found, body: input }) => {
    requireFreshOrNone(found, context.now());
    return { status: 201, body: await beginAdminFactor(context, found, input) };
  },
});

const confirmRoute = sessionRoute(stages, {
  method: 'post',
  path: '/factors/:fid/confirm',
  params: factorParams,
  body: confirmFactorSchema,
  handle: async (call) => {
    const { context, found, browser, params, body: input } = call;
    const { marks } = browser;
    const { confirmed, begun } = await confirmAdminFactor(context, { ...found, factorId: params.fid, input, marks });
    const { valid, reason, recoveryCodes } = confirmed;
    const answer = { valid, ...(reason ? { reason } : {}), ...(recoveryCodes ? { recoveryCodes } : {}) };
    if (begun) return await signedInAnswer(call, begun, answer);
    return { status: 200, body: { ...answer, session: await sessionState(context, found) } };
  },
});

const removeRoute = sessionRoute(['signed_in'], {
  method: 'delete',
  path: '/factors/:fid',
  params: factorParams,
  stepUp: true,
  handle: async ({ context, found, params }) => {
    await removeAdminFactor(context, { ...found, factorId: params.fid });
    return { status: 204 };
  },
});

const renewCodesRoute = sessionRoute(['signed_in'], {
  method: 'post',
  path: '/recovery-codes',
  stepUp: true,
  handle: async ({ context, found }) => ({
    status: 200,
    body: { recoveryCodes: await renewAdminRecoveryCodes(context, found) },
  }),
});

/** An admin's own second factors. */
export const adminFactorRoutes: readonly ConsoleRoute[] = [beginRoute, confirmRoute, removeRoute, renewCodesRoute];
