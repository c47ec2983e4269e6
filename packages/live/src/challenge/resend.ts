import type { ChallengeStatus } from '@otpost/core/challenge/challenge-states';
import type { NewSend, ResendResult } from '@otpost/core/live-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';
import { windowsText } from '../limits/windows-text.js';

const script = loadScript('challenge/resend.lua', ['prelude', 'address']);

function parseResult(reply: Reply): ResendResult {
  const [kind, first, second] = reply as readonly string[];
  switch (kind) {
    case 'resent':
      return { kind, send: Number(first) };
    case 'ended':
      return { kind, status: first as ChallengeStatus };
    case 'limited':
      return { kind, limit: first ?? '', retryAfterMilliseconds: Number(second) };
    case 'too_late':
    case 'moved':
    case 'missing':
      return { kind };
    default:
      throw new Error(`The script resend answered ${kind}`);
  }
}

export async function resend(connection: LiveConnection, input: NewSend): Promise<ResendResult> {
  const { sendLimits: limits, newCode } = input;
  const reply = await runScript(
    connection.redis,
    script,
    [challengeKey(input.id)],
    [
      connection.timeOffsetMilliseconds,
      input.applicationId,
      windowsText(limits),
      JSON.stringify(limits.cooldownSeconds),
      newCode?.keyId ?? '',
      newCode?.digest ?? '',
      newCode?.sealed ?? '',
      input.via ?? '',
    ],
  );
  return parseResult(reply);
}
