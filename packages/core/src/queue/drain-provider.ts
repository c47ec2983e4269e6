import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { addressedNow, fittingProviders, isRunning } from '../delivery/candidate-providers.js';
import type { LiveChallenge } from '../live-port.js';
import { walkShards } from '../walk-shards.js';
import { knownProvider } from './known-provider.js';

export interface DrainProvider {
  readonly actor: Actor;
  readonly providerId: string;
  readonly reason: string;
}

/**
 * Sends nothing of what only this provider can carry now, as `drainQueue` does of a channel: others do not fit, or are paused.
 * What another would take waits for nobody and is left. Tells how many. Throws `not_found` for an unknown provider.
 */
export async function drainProvider(context: Context, { actor, providerId, reason }: DrainProvider): Promise<number> {
  const { channel } = knownProvider(context, providerId);
  const waitsForIt = (challenge: LiveChallenge): boolean => {
    if (challenge.providerId !== null) return challenge.providerId === providerId;
    const fitting = fittingProviders(context, addressedNow(challenge, channel));
    const others = fitting.filter(({ id }) => id !== providerId);
    return others.length < fitting.length && !others.some((other) => isRunning(context, other));
  };
  return await audited(context, { actor, action: 'provider.drain', target: providerId, reason }, () =>
    walkShards(async (shard, from) => {
      const { cursor, drained } = await context.live.challenges.drain(shard, channel, from, waitsForIt);
      return { cursor, count: drained };
    }),
  );
}
