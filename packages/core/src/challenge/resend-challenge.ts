import { addressPlace } from '../address/address-place.js';
import { digestCode } from '../code.js';
import type { Context } from '../context.js';
import { ringBell } from '../delivery/ring-bell.js';
import { invalidField, OtpostError, unavailable } from '../errors.js';
import { deliveryId } from '../ids.js';
import type { LiveChallenge, NewSend } from '../live-port.js';
import type { ApplicationRecord } from '../records.js';
import { newCode } from '../test-mode/test-code.js';
import { traced } from '../trace/traced.js';
import { applicationOf } from './application-of.js';
import { challengeEnded, rateLimited } from './challenge-errors.js';
import type { ChallengeView } from './challenge-schemas.js';
import { viewChallenge } from './challenge-view.js';
import { endedInStore } from './ended-in-store.js';
import { type ChallengeRequest, readOwn } from './get-challenge.js';
import { parseRecipient } from './recipient.js';
import { sendLimitsOf } from './request-limits.js';
import { sealContent, unsealContent } from './sealed-content.js';

/** A new code for the same challenge, for applications that ask for `resend: new`. */
function newCodeFor(context: Context, challenge: LiveChallenge, application: ApplicationRecord): NewSend['newCode'] {
  const { keyring } = context.settings.current();
  const key = keyring.currentKey(application.id);
  const content = unsealContent(keyring, application.id, challenge.id, challenge.sealed);
  const code = newCode(application.settings, context.randomBytes);
  const input = { applicationId: application.id, challengeId: challenge.id, code, binding: content.binding };
  return {
    keyId: key.id,
    digest: digestCode(key.codeHmac, input),
    sealed: sealContent(keyring, application.id, challenge.id, { ...content, code }),
  };
}

/**
 * The address of a fallback lives in another shard, so it is asked for room before the challenge is. Nothing is counted while
 * the cool-down lasts.
 */
async function reserveVia(context: Context, challenge: LiveChallenge, application: ApplicationRecord): Promise<void> {
  const { id, applicationId, resendAt, send, sealed } = challenge;
  const wait = resendAt - (await context.live.now());
  if (wait > 0) throw rateLimited({ kind: 'limited', limit: 'cooldown', retryAfterMilliseconds: wait });
  const { keyring } = context.settings.current();
  const { fallback } = unsealContent(keyring, applicationId, id, sealed);
  const address = fallback?.find(({ channel }) => channel === challenge.via);
  if (!address) throw new Error('The address of this fallback is not there');
  const place = addressPlace(keyring, application.id, parseRecipient(address.channel, address.to));
  const reserved = await context.live.limits.reserveSend(place, {
    name: deliveryId(id, send + 1),
    sendLimits: sendLimitsOf(application.settings),
    failedChecksStop: application.settings.failedChecksStop,
  });
  if (reserved.kind === 'limited') throw rateLimited(reserved);
  // What concerns one person is not told by a status: neither a lock nor a suppression.
  if (reserved.kind !== 'reserved') {
    throw rateLimited({ kind: 'limited', limit: 'address_day', retryAfterMilliseconds: 86_400_000 });
  }
}

async function resend(context: Context, request: ChallengeRequest): Promise<ChallengeView> {
  const { applicationId, id } = request;
  const settings = context.settings.current();
  const application = applicationOf(settings, applicationId);
  if (context.live.isFull()) throw unavailable('redis', 'The live state is nearly full: no resends for now');
  const challenge = await readOwn(context, request);
  if (!challenge) throw await endedInStore(context, applicationId, id);
  const { channel } = challenge;
  if (channel !== 'email' && channel !== 'sms')
    throw invalidField('id', `names a ${channel} challenge, which sends nothing`);
  const windows = [
    { name: 'application_second', subject: '', limit: application.settings.createsPerSecond, windowMilliseconds: 1000 },
  ];
  const used = await context.live.limits.use(applicationId, windows);
  if (used.kind === 'limited') throw rateLimited(used);
  const newCode = application.settings.resend === 'new' ? newCodeFor(context, challenge, application) : undefined;
  const { via } = challenge;
  if (via !== null) await reserveVia(context, challenge, application);
  const result = await context.live.challenges.resend({
    id,
    applicationId,
    sendLimits: sendLimitsOf(application.settings),
    ...(via === null ? {} : { via }),
    ...(newCode ? { newCode } : {}),
  });
  // The next channel was used at this very moment, which sent the code again.
  if (result.kind === 'moved') throw rateLimited({ kind: 'limited', limit: 'cooldown', retryAfterMilliseconds: 1000 });
  if (result.kind === 'missing') throw await endedInStore(context, applicationId, id);
  if (result.kind === 'ended') throw challengeEnded(result.status);
  if (result.kind === 'limited') throw rateLimited(result);
  if (result.kind === 'too_late') {
    throw new OtpostError('challenge_expired', 'Too little time is left for another message: make a new challenge');
  }
  await ringBell(context, { id, kind: 'code', channel: via ?? channel, send: result.send, ring: 0 }, used.burst);
  const resent = await readOwn(context, request);
  return viewChallenge(resent ?? challenge, settings.keyring, await context.live.now());
}

/** Owes one more send of a pending challenge. Never extends its life and never resets its checks. */
export function resendChallenge(context: Context, request: ChallengeRequest): Promise<ChallengeView> {
  const { id, applicationId } = request;
  const about = { name: 'challenge.resend', subjectId: id, facts: { applicationId } } as const;
  return traced(
    context,
    about,
    (own) => resend(own, request),
    ({ channel, status }) => ({ channel, status }),
  );
}
