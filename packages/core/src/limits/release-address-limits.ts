import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { addressOfApplication } from './address-of-application.js';
import type { ReleaseAddressLimitsInput } from './limit-schemas.js';

export interface ReleaseAddressLimits {
  readonly actor: Actor;
  readonly input: ReleaseAddressLimitsInput;
}

/** Forgets the sends and failed checks of one address; a pending challenge stays. Throws `not_found` and `invalid_request`. */
export async function releaseAddressLimits(context: Context, { actor, input }: ReleaseAddressLimits): Promise<void> {
  const { application, place } = addressOfApplication(context, input);
  const action = {
    actor,
    action: 'limits.release',
    target: `${application.id}/${place.identityHash}`,
    applicationId: application.id,
    reason: input.reason,
  };
  await audited(context, action, () => context.live.limits.releaseAddress(place));
}
