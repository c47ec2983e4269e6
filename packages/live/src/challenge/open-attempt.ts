import type { DeliverableChallenge, OpenResult } from '@otpost/core/live-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';
import { parseChallenge } from './parse-challenge.js';

const script = loadScript('challenge/open-attempt.lua', ['prelude', 'address', 'attempt']);

export async function openAttempt(
  connection: LiveConnection,
  id: string,
  send: number,
  leaseMilliseconds: number,
): Promise<OpenResult> {
  const values = [connection.timeOffsetMilliseconds, send, leaseMilliseconds];
  const [kind, first, second, duplicate, current, flat] = await runScript(
    connection.redis,
    script,
    [challengeKey(id)],
    values,
  );
  if (kind === 'refused') return { kind, reason: String(first), isStepDue: second === '1' };
  // The fields are those before the opening; the send of the attempt stands beside them as it is now.
  const fields = [...(flat as readonly string[]), `send:${send}`, String(current)];
  const challenge = parseChallenge(id, fields);
  if (kind !== 'opened' || !challenge) throw new Error(`The script open-attempt answered ${String(kind)}`);
  // What is opened has a send, so its channel is one of messages.
  const via = challenge.sends.find((candidate) => candidate.number === send)?.via;
  const owed = (via ? { ...challenge, channel: via.channel, country: via.country } : challenge) as DeliverableChallenge;
  return { kind, attempt: Number(first), now: Number(second), possibleDuplicate: duplicate === '1', challenge: owed };
}
