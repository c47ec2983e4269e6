import { z } from 'zod';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { requiredSinceAt } from '../policy/evaluate-policy.js';
import { explainReason } from '../policy/evaluation-reason.js';
import { isTrustedDevice } from '../trusted-device/is-trusted-device.js';
import type { UserRecord } from '../user-records.js';
import { changeUser } from './change-user.js';
import type { MfaView } from './mfa-schemas.js';
import { viewMfa } from './mfa-view.js';
import { requireUser, type UserOf } from './require-user.js';

export const deviceTokenSchema = z
  .string()
  .max(200)
  .describe('The token of a trusted device; one that is not trusted, or none at all, changes nothing.');

export interface GetMfa extends UserOf {
  /** The token of a device, which may spare it the challenge. */
  readonly device?: string | undefined;
}

/** Nothing but the challenge is spared: who must set up or replace a factor does so on a trusted device too. */
async function sparing(
  context: Context,
  user: UserRecord,
  view: MfaView,
  device: string | undefined,
): Promise<MfaView> {
  const mayBeSpared = device !== undefined && view.required && !view.mustEnrol && !view.mustReplace;
  if (!mayBeSpared || !(await isTrustedDevice(context, user, device))) return view;
  return {
    ...view,
    required: false,
    reason: 'trusted_device',
    explanation: explainReason('trusted_device', null, false),
  };
}

/**
 * What the application must do with this user now, and why. The first asking at which a requirement applies is remembered,
 * since the grace period counts from it. Throws `not_found`.
 */
export async function getMfa(context: Context, request: GetMfa): Promise<MfaView> {
  const { policy } = applicationOf(context.settings.current(), request.applicationId).settings;
  const user = await requireUser(context, request);
  const now = context.now();
  if (requiredSinceAt(policy, user, now) === user.requiredSince) {
    return await sparing(context, user, viewMfa(policy, user, now), request.device);
  }
  const changed = await changeUser(context, user.id, (stored) => {
    const requiredSince = requiredSinceAt(policy, stored, now);
    return { change: requiredSince === stored.requiredSince ? undefined : { requiredSince }, result: undefined };
  });
  return await sparing(context, changed.user, viewMfa(policy, changed.user, now), request.device);
}
