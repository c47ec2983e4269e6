import type { z } from 'zod';
import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { shardOf } from '../ids.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { TrustedDeviceRecord, UserRecord } from '../user-records.js';
import { deviceId, newDeviceToken } from './device-token.js';
import { type newTrustedDeviceViewSchema, type TrustDeviceInput, viewTrustedDevice } from './trusted-device-schemas.js';

const dayMilliseconds = 86_400_000;
/** The checkbox stands on the page of the sign-in: what comes later is another visit. */
const longestAgeMilliseconds = 5 * 60_000;

export interface TrustDevice extends UserOf {
  readonly actor: Actor;
  readonly input: TrustDeviceInput;
}

async function requireSignIn(context: Context, user: UserRecord, challengeId: string): Promise<void> {
  const challenge = shardOf(challengeId) === undefined ? undefined : await context.live.challenges.read(challengeId);
  const isOwn = challenge?.applicationId === user.applicationId && challenge.userId === user.id;
  const isSignIn = challenge?.purpose === 'sign-in' && challenge.status === 'approved';
  const age = (await context.live.now()) - (challenge?.endedAt ?? 0);
  // What lies far ahead is from before the clock was set back: as old as what is long past.
  const isFresh = Math.abs(age) <= longestAgeMilliseconds;
  if (isOwn && isSignIn && isFresh) return;
  throw new OtpostError(
    'proof_required',
    'A device is trusted after an approved sign-in of this user, within 5 minutes',
  );
}

/**
 * Trusts a device for as long as the policy allows, once for one approved sign-in. Throws `not_found`, `policy_forbids` where
 * the policy trusts no device, `proof_required` for a challenge that is none, and `conflict` for one that was taken before.
 */
export async function trustDevice(
  context: Context,
  request: TrustDevice,
): Promise<z.infer<typeof newTrustedDeviceViewSchema>> {
  const { applicationId, actor, input } = request;
  const settings = context.settings.current();
  const user = await requireUser(context, request);
  const { trustedDeviceDays } = applicationOf(settings, applicationId).settings.policy;
  if (trustedDeviceDays === 0) throw new OtpostError('policy_forbids', 'The policy asks every time');
  await requireSignIn(context, user, input.challenge);
  // Named after its challenge, so that one sign-in makes one trusted device.
  const id = deviceId(settings.keyring.indexHash('trusted-device', input.challenge));
  const { token, secretHash } = newDeviceToken(id, context.randomBytes);
  const at = context.now();
  const device: TrustedDeviceRecord = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    applicationId,
    userId: user.id,
    name: input.name,
    secretHash,
    lastUsedAt: null,
    expiresAt: at + trustedDeviceDays * dayMilliseconds,
    revokedAt: null,
  };
  const action = { actor, action: 'trusted_device.create', target: user.id, applicationId, data: { deviceId: id } };
  await audited(context, action, async () => {
    if ((await context.store.trustedDevices.insert(device)) === 'duplicate') {
      throw new OtpostError('conflict', 'This sign-in has made its trusted device already');
    }
  });
  return { ...viewTrustedDevice(device), token };
}
