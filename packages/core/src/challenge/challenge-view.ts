import { deliveryId } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';
import type { LiveChallenge, Send } from '../live-port.js';
import type { ChallengeChannel } from '../records.js';
import type { ChallengeDetail, ChallengeView } from './challenge-schemas.js';
import type { ChallengeStatus } from './challenge-states.js';
import { unsealContent } from './sealed-content.js';

export const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();
export const isoTimeOrNull = (milliseconds: number | null): string | null =>
  milliseconds === null ? null : isoTime(milliseconds);

/** A challenge past its time is expired for everybody, even before the sweeper has written it down. */
function statusAt(challenge: LiveChallenge, now: number): ChallengeStatus {
  if (challenge.status === 'ended') throw new Error('A notice is no challenge');
  return challenge.status === 'pending' && now >= challenge.expiresAt ? 'expired' : challenge.status;
}

/** The channel and address of the sends that no fallback made. */
interface FirstChannel {
  readonly channel: ChallengeChannel;
  readonly addressMasked: string;
}

export function viewSend(challengeId: string, send: Send, first: FirstChannel): ChallengeDetail['sends'][number] {
  return {
    number: send.number,
    deliveryId: deliveryId(challengeId, send.number),
    channel: send.via?.channel ?? first.channel,
    to: send.via?.addressMasked ?? first.addressMasked,
    status: send.status,
    reason: send.reason,
    createdAt: isoTime(send.createdAt),
    sentAt: isoTimeOrNull(send.sentAt),
    attempts: send.attempts.map((attempt) => ({
      ...attempt,
      outcome: attempt.outcome as ChallengeDetail['sends'][number]['attempts'][number]['outcome'],
      openedAt: isoTime(attempt.openedAt),
      closedAt: isoTimeOrNull(attempt.closedAt),
    })),
  };
}

export function viewChallenge(challenge: LiveChallenge, keyring: Keyring, now: number): ChallengeView {
  const status = statusAt(challenge, now);
  const content = unsealContent(keyring, challenge.applicationId, challenge.id, challenge.sealed);
  const { binding, options, available } = content;
  const current = challenge.sends.find((send) => send.number === challenge.send);
  return {
    id: challenge.id,
    status,
    channel: challenge.channel,
    purpose: challenge.purpose,
    to: challenge.addressMasked || null,
    expiresAt: isoTime(challenge.expiresAt),
    checksLeft: challenge.maxChecks - challenge.checks,
    resendAt: status === 'pending' && current ? isoTime(challenge.resendAt) : null,
    delivery: current ? { id: deliveryId(challenge.id, challenge.send), status: current.status } : null,
    ...(options && status === 'pending' ? { options } : {}),
    ...(available && status === 'pending' ? { available: [...available] } : {}),
    ...(binding ? { binding } : {}),
  };
}

export function detailChallenge(challenge: LiveChallenge, keyring: Keyring, now: number): ChallengeDetail {
  const { metadata } = unsealContent(keyring, challenge.applicationId, challenge.id, challenge.sealed);
  return {
    ...viewChallenge(challenge, keyring, now),
    reason: challenge.reason,
    createdAt: isoTime(challenge.createdAt),
    endedAt: isoTimeOrNull(challenge.endedAt),
    ...(metadata ? { metadata: { ...metadata } } : {}),
    sends: challenge.sends.map((send) => viewSend(challenge.id, send, challenge)),
  };
}
