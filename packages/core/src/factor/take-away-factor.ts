import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { requireApplication } from '../settings/require-application.js';
import { type RemoveFactor, removeFactor } from './remove-factor.js';

/** An admin ends a factor, without a proof. Throws as `removeFactor` does, and `policy_forbids` where admins take none away. */
export async function takeAwayFactor(
  context: Context,
  request: RemoveFactor & { readonly reason: string },
): Promise<void> {
  const { policy } = requireApplication(context, request.applicationId).settings;
  if (policy.adminReset === 'off') {
    throw new OtpostError('policy_forbids', 'The policy lets no admin take factors away (adminReset is off)');
  }
  await removeFactor(context, request);
}
