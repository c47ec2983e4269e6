import type { BreakerState } from '../live-breaker-port.js';
import type { Channel, ProviderRecord } from '../records.js';
import type { AlertKind } from './alert-kinds.js';

/** Something that is wrong at this moment. */
export interface Trouble {
  readonly kind: AlertKind;
  readonly subject: string;
  readonly detail: string;
}

export interface ProviderHealth {
  readonly provider: ProviderRecord;
  readonly state: BreakerState;
}

const kindOf = { open: 'provider_down', out: 'provider_config' } as const;

function troubleOf({ provider, state }: ProviderHealth): Trouble | undefined {
  if (state.status === 'closed') return undefined;
  const why = state.lastError?.detail ?? 'no reason is known';
  return { kind: kindOf[state.status], subject: provider.id, detail: `${provider.name}: ${why}` };
}

function channelTroubles(healths: readonly ProviderHealth[]): Trouble[] {
  const channels = [...new Set(healths.map(({ provider }) => provider.channel))];
  const isDown = (channel: Channel) =>
    healths.filter(({ provider }) => provider.channel === channel).every(({ state }) => state.status !== 'closed');
  return channels.filter(isDown).map((channel) => ({
    kind: 'channel_down',
    subject: channel,
    detail: `No enabled provider of ${channel} works`,
  }));
}

/** What the breakers tell, of the enabled providers. */
export function troublesOfProviders(healths: readonly ProviderHealth[]): Trouble[] {
  const enabled = healths.filter(({ provider }) => provider.enabled);
  return [...enabled.flatMap((health) => troubleOf(health) ?? []), ...channelTroubles(enabled)];
}
