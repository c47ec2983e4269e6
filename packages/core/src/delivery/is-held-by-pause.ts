import type { Context } from '../context.js';
import type { Ring } from '../live-port.js';
import { isInTestMode } from '../test-mode/attempt-test.js';
import { addressedNow, fittingProviders, isRunning } from './candidate-providers.js';

/**
 * True while all providers that may carry this message are paused and nothing else can be done for it: a message that waits for
 * an admin, for hours perhaps, is no attempt. Where nobody is paused it costs nothing.
 */
export async function isHeldByPause(context: Context, { id, send, channel }: Ring): Promise<boolean> {
  if (!context.settings.current().pauses.some(({ kind }) => kind === 'provider')) return false;
  const challenge = await context.live.challenges.read(id);
  // What is over or goes to a certain provider is not looked at here, nor what the next channel can take.
  if (!challenge || challenge.status !== 'pending' || challenge.providerId !== null) return false;
  if (challenge.step < challenge.fallbacks || isInTestMode(context, challenge)) return false;
  const owed = challenge.sends.find(({ number }) => number === send);
  if (owed?.status !== 'queued' || challenge.send !== send) return false;
  const fitting = fittingProviders(context, addressedNow(challenge, channel));
  return fitting.length > 0 && !fitting.some((provider) => isRunning(context, provider));
}
