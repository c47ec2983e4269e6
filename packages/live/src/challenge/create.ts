import type { CreateResult, NewLiveChallenge } from '@otpost/core/live-port';
import { addressKey, challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';
import { windowsText } from '../limits/windows-text.js';
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
  // In the order of the script. Names of fields stand there: every word costs this process and Redis to write and to read.
  const values = [
    connection.timeOffsetMilliseconds,
    challenge.session,
    challenge.kind === 'code' ? pendingField(place, challenge.channel, challenge.purpose) : '',
    challenge.lifeMilliseconds,
    challenge.failedChecksStop,
    limits ? windowsText(limits) : '',
    limits ? JSON.stringify(limits.cooldownSeconds) : '',
    createdEvent(challenge),
    challenge.applicationId ?? '',
    challenge.kind,
    challenge.channel,
    challenge.purpose,
    challenge.maxChecks,
    challenge.keyId,
    challenge.digest,
    challenge.sealed,
    challenge.addressMasked,
    challenge.country ?? '',
    challenge.providerId ?? '',
    challenge.userId ?? '',
    challenge.factorId ?? '',
    challenge.fallbacks === 0 ? '' : challenge.fallbacks,
  ];
  // Most challenges have none of the last ones; the script reads what is left out as empty.
  while (values.at(-1) === '') values.pop();
  return parseResult(await runScript(connection.redis, script, keys, values));
}
