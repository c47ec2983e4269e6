import type { Outcome } from '@otpost/provider-kit/outcome';
import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { DeliverableChallenge, LiveChallenge } from '../live-port.js';
import { pauseOf } from '../queue/pauses.js';
import type { Channel, ProviderRecord } from '../records.js';
import { providersFor } from '../settings/settings-snapshot.js';
import type { DeliverContext } from './deliver-context.js';
import { orderProviders } from './order-providers.js';

/** Not paused by an admin. */
export const isRunning = ({ settings }: Context, { id }: ProviderRecord): boolean =>
  !pauseOf(settings.current().pauses, { kind: 'provider', subject: id });

/** Those that may carry this message, paused or not. */
type Addressed = Pick<DeliverableChallenge, 'channel' | 'applicationId' | 'country'>;

export function fittingProviders({ settings }: Context, challenge: Addressed): ProviderRecord[] {
  return providersFor(settings.current(), challenge.channel, challenge.applicationId, challenge.country);
}

/** By whom a message goes that is sent now: by a fallback it has another channel, and another country. */
export function addressedNow(challenge: LiveChallenge, channel: Channel): Addressed {
  const { via } = challenge.sends.find(({ number }) => number === challenge.send) ?? {};
  return { applicationId: challenge.applicationId, channel, country: (via ?? challenge).country };
}

/** A test goes by the provider it is for, enabled or not, open or not; everything else by those that fit. */
export async function providerOrder(
  context: DeliverContext,
  challenge: DeliverableChallenge,
): Promise<ProviderRecord[]> {
  const settings = context.settings.current();
  if (challenge.providerId !== null) {
    const provider = settings.providers.get(challenge.providerId);
    return provider ? [provider] : [];
  }
  const running = fittingProviders(context, challenge).filter((provider) => isRunning(context, provider));
  const order = orderProviders(running, deliveryId(challenge.id, challenge.send));
  return await context.breakers.askable(order);
}

/** What is paused goes on, so its messages wait; what is missing does not come. */
export function whyNobody(context: DeliverContext, challenge: DeliverableChallenge): Outcome {
  return fittingProviders(context, challenge).length > 0
    ? { class: 'retry', detail: 'Every provider that may carry this message is paused' }
    : { class: 'config', detail: 'No enabled provider may carry this message' };
}
