import type { SendLimits } from '@otpost/core/live-limits-port';

/** The limits of the three windows of an address as one value: scripts seldom need them, and each value costs both sides. */
export function windowsText({ tenMinutes, hour, day }: SendLimits): string {
  return `${tenMinutes} ${hour} ${day}`;
}
