import type { CreateResult, NewLiveChallenge } from '@otpost/core/live-port';
import { addressKey, challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';
import { pendingField } from './pending-field.js';

const script = loadScript('challenge/create.lua', ['prelude', 'address']);

/** What the event `created` tells: all that history keeps, and no code. */
function createdEvent(challenge: NewLiveChallenge): string {
  return JSON.stringify({
    kind: challenge.kind,
    applicationId: challenge.applicationId,
    channel: challenge.channel,
    purpose: challenge.purpose,
    addressMasked: challenge.addressMasked,
    addressHash: challenge.place.identityHash,
    addressSealed: challenge.addressSealed,
    metadataSealed: challenge.metadataSealed,
    bindingSealed: challenge.bindingSealed,
    country: challenge.country,
    maxChecks: challenge.maxChecks,
    userId: challenge.userId,
  });
}

function parseResult(reply: Reply): CreateResult {
  const [kind, first, second, third] = reply as readonly string[];
  switch (kind) {
    case 'created':
      return { kind, createdAt: Number(first), expiresAt: Number(second), resendAt: Number(third) };
    case 'joined':
      return { kind, id: first ?? '', send: Number(second), resent: third === '1' };
    case 'limited':
      return { kind, limit: first ?? '', retryAfterMilliseconds: Number(second) };
    case 'exists':
      return { kind };
    default:
      throw new Error(`The script create answered ${kind}`);
  }
}

export async function create(connection: LiveConnection, challenge: NewLiveChallenge): Promise<CreateResult> {
  const { place, sendLimits: limits } = challenge;
  const keys = [challengeKey(challenge.id), addressKey(place.shard, place.addressHash)];
  const values = [
    connection.timeOffsetMilliseconds,
    challenge.id,
    challenge.session,
    challenge.kind === 'code' ? pendingField(place, challenge.channel, challenge.purpose) : '',
    challenge.lifeMilliseconds,
    challenge.failedChecksStop,
    limits?.tenMinutes ?? 0,
    limits?.hour ?? 0,
    limits?.day ?? 0,
    limits ? JSON.stringify(limits.cooldownSeconds) : '',
    createdEvent(challenge),
  ];
  const fields = {
    application: challenge.applicationId ?? '',
    kind: challenge.kind,
    channel: challenge.channel,
    purpose: challenge.purpose,
    maxChecks: challenge.maxChecks,
    key: challenge.keyId,
    digest: challenge.digest,
    sealed: challenge.sealed,
    address: place.addressHash,
    masked: challenge.addressMasked,
    country: challenge.country ?? '',
    provider: challenge.providerId ?? '',
    user: challenge.userId ?? '',
    factor: challenge.factorId ?? '',
  };
  return parseResult(await runScript(connection.redis, script, keys, [...values, ...Object.entries(fields).flat()]));
}
