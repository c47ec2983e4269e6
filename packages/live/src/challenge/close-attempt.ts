import type { DeliveryStatus } from '@otpost/core/delivery/delivery-states';
import type { AttemptDecision, ClosedAttempt, CloseResult } from '@otpost/core/live-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/close-attempt.lua', ['prelude', 'address', 'attempt']);

function storedDecision(decision: AttemptDecision): string {
  return decision.kind === 'retry'
    ? JSON.stringify({ retry: true, delay: decision.delayMilliseconds, reason: '' })
    : JSON.stringify({ retry: false, delay: 0, reason: decision.reason });
}

/** Absent values are left out: a Lua null would come back as a value. */
function storedResult(closed: ClosedAttempt): string {
  return JSON.stringify({
    outcome: closed.outcome,
    detail: closed.detail,
    provider: closed.provider ?? undefined,
    providerCode: closed.providerCode ?? undefined,
    providerMessageId: closed.providerMessageId ?? undefined,
    awaitsReceipt: closed.awaitsReceipt || undefined,
    suppress: closed.suppress ?? undefined,
  });
}

export async function closeAttempt(connection: LiveConnection, closed: ClosedAttempt): Promise<CloseResult> {
  const values = [
    connection.timeOffsetMilliseconds,
    closed.send,
    closed.attempt,
    storedResult(closed),
    storedDecision(closed.decision),
  ];
  const [status, delay, ring, step] = await runScript(connection.redis, script, [challengeKey(closed.id)], values);
  // Redis forgot the challenge: what happened stands in the log and nothing is left to send.
  if (status === 'missing') return { status: 'unknown', delayMilliseconds: 0, ring: 0, isStepDue: false };
  return {
    status: status as DeliveryStatus,
    delayMilliseconds: Number(delay),
    ring: Number(ring),
    isStepDue: step === '1',
  };
}
