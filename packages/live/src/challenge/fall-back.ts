import type { FallbackResult, FallbackStep } from '@otpost/core/live-fallback-port';
import { challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/fall-back.lua', ['prelude', 'address']);

function targetValues({ target }: FallbackStep): string[] {
  if (target.kind === 'skip') return ['', '', '', '', '', ''];
  const { channel, addressMasked, place, addressSealed, country } = target;
  const reached = JSON.stringify({ shard: place.shard, addressHash: place.addressHash });
  return [channel, addressMasked, place.identityHash, addressSealed, country ?? '', reached];
}

export async function fallBack(connection: LiveConnection, step: FallbackStep): Promise<FallbackResult> {
  const values = [
    connection.timeOffsetMilliseconds,
    step.step,
    step.target.kind === 'skip' ? step.target.reason : '',
    JSON.stringify(step.cooldownSeconds),
    ...targetValues(step),
  ];
  const [kind, first] = await runScript(connection.redis, script, [challengeKey(step.id)], values);
  if (kind === 'queued') return { kind, send: Number(first) };
  return kind === 'skipped' ? { kind, isNextDue: first === '1' } : { kind: 'refused' };
}
