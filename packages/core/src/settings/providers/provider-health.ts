import { z } from 'zod';
import type { BreakerState } from '../../live-breaker-port.js';

const time = z.iso.datetime();

export const providerHealthSchema = z.strictObject({
  status: z
    .enum(['closed', 'open', 'probing', 'out', 'unknown'])
    .describe(
      '`closed`: asked. `open`: failed too often. `out`: its configuration is wrong. `unknown` while Redis is away.',
    ),
  since: time.nullable(),
  lastError: z
    .strictObject({ outcome: z.string(), detail: z.string(), at: time })
    .nullable()
    .describe('The last handover that failed, in the words of the provider; kept for a week.'),
});

export type ProviderHealth = z.infer<typeof providerHealthSchema>;

const isoTime = (at: number): string => new Date(at).toISOString();

/** `state` is undefined while Redis is away. */
export function viewHealth(state: BreakerState | undefined): ProviderHealth {
  if (!state) return { status: 'unknown', since: null, lastError: null };
  const { status, since, isProbing, lastError } = state;
  return {
    status: isProbing ? 'probing' : status,
    since: since === null ? null : isoTime(since),
    lastError: lastError && { outcome: lastError.outcome, detail: lastError.detail, at: isoTime(lastError.at) },
  };
}
