import type { ChallengeStatus } from '@otpost/core/challenge/challenge-states';
import type { AskedChallenge, ChallengeAt, CheckInput, SentCodeResult } from '@otpost/core/live-port';
import type { CheckResult, ReachedPlace } from '@otpost/core/live-results';
import type { ChallengeChannel } from '@otpost/core/records';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/check.lua', ['prelude', 'address']);

/** What `check` and the scripts of answers compared outside reply. */
export function parseCheckResult(reply: Reply): CheckResult {
  const [kind, first, second, third, fourth, fifth, sixth] = reply as readonly string[];
  switch (kind) {
    case 'checked':
      return {
        kind,
        valid: first === '1',
        status: second as ChallengeStatus,
        checksLeft: Number(third),
        channel: fourth as ChallengeChannel,
        userId: fifth || null,
        reached: sixth ? (JSON.parse(sixth) as ReachedPlace) : null,
      };
    case 'ended':
      return { kind, status: first as ChallengeStatus };
    case 'limited':
      return { kind, limit: first ?? '', retryAfterMilliseconds: Number(second) };
    case 'missing':
      return { kind };
    default:
      throw new Error(`The script check answered ${kind}`);
  }
}

/** In the order of the script. */
function parseAsked(id: string, reply: Reply): ChallengeAt {
  const [, now, status, expiresAt, channel, purpose, checks, maxChecks, sealed, userId, factorId] =
    reply as readonly string[];
  const challenge: AskedChallenge = {
    id,
    status: status as ChallengeStatus,
    expiresAt: Number(expiresAt),
    channel: channel as ChallengeChannel,
    purpose: purpose ?? '',
    checks: Number(checks),
    maxChecks: Number(maxChecks),
    sealed: sealed ?? '',
    userId: userId || null,
    factorId: factorId || null,
  };
  return { challenge, now: Number(now) };
}

export async function check(connection: LiveConnection, input: CheckInput): Promise<SentCodeResult> {
  const reply = await runScript(
    connection.redis,
    script,
    [challengeKey(input.id)],
    [
      connection.timeOffsetMilliseconds,
      input.applicationId,
      input.request,
      input.failedChecksStop,
      ...input.digests.flatMap((digest) => [digest.keyId, digest.digest]),
    ],
  );
  if (reply[0] !== 'outside') return parseCheckResult(reply);
  return { kind: 'outside', asked: parseAsked(input.id, reply) };
}
