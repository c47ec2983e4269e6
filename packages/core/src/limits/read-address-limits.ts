import type { Context } from '../context.js';
import type { AddressLimits } from '../live-limits-port.js';
import type { ApplicationSettings } from '../settings/application-settings.js';
import { addressOfApplication, type FoundAddress } from './address-of-application.js';
import { failedCheckDelayMilliseconds } from './failed-check-delay.js';
import type { AddressLimitsView, ReadAddressLimitsInput } from './limit-schemas.js';

const windowMilliseconds = { tenMinutes: 600_000, hour: 3_600_000, day: 86_400_000 } as const;
type WindowName = keyof typeof windowMilliseconds;
const windowNames = Object.keys(windowMilliseconds) as WindowName[];

const isoTime = (milliseconds: number): string => new Date(milliseconds).toISOString();

function windowView(name: WindowName, sendsAt: readonly number[], limit: number, now: number) {
  return { used: sendsAt.filter((at) => at > now - windowMilliseconds[name]).length, limit };
}

/** A window has room again when the oldest of its last `limit` sends leaves it. */
function sendBlockedUntil(sendsAt: readonly number[], settings: ApplicationSettings, now: number): number | null {
  const oldestFirst = sendsAt.toSorted((a, b) => a - b);
  const freeAt = windowNames.map((name) => {
    const decisive = oldestFirst.at(-settings.sendsPerAddress[name]);
    return decisive === undefined ? 0 : decisive + windowMilliseconds[name];
  });
  const latest = Math.max(...freeAt);
  return latest > now ? latest : null;
}

function checkBlockedUntil({ failedChecks, lastFailedAt }: AddressLimits, now: number): number | null {
  const until = (lastFailedAt ?? 0) + failedCheckDelayMilliseconds(failedChecks);
  return until > now ? until : null;
}

/** What one address of an application has used up. Throws `unavailable` without Redis. */
export async function viewAddressLimits(
  context: Context,
  { application, address, place }: FoundAddress,
): Promise<AddressLimitsView> {
  const { settings } = application;
  const [limits, now] = await Promise.all([context.live.limits.readAddress(place), context.live.now()]);
  const { sendsAt, failedChecks } = limits;
  const stopped = failedChecks >= settings.failedChecksStop;
  const sendsFrom = sendBlockedUntil(sendsAt, settings, now);
  const checksFrom = stopped ? null : checkBlockedUntil(limits, now);
  return {
    address: address.masked,
    sends: {
      tenMinutes: windowView('tenMinutes', sendsAt, settings.sendsPerAddress.tenMinutes, now),
      hour: windowView('hour', sendsAt, settings.sendsPerAddress.hour, now),
      day: windowView('day', sendsAt, settings.sendsPerAddress.day, now),
    },
    sendBlockedUntil: sendsFrom === null ? null : isoTime(sendsFrom),
    failedChecks: { used: failedChecks, limit: settings.failedChecksStop },
    checkBlockedUntil: checksFrom === null ? null : isoTime(checksFrom),
    suppressed: limits.suppressed,
    stopped,
  };
}

export interface ReadAddressLimits {
  readonly input: ReadAddressLimitsInput;
}

/** What one address has used up. Throws `not_found`, `invalid_request`, and `unavailable` without Redis. */
export async function readAddressLimits(context: Context, { input }: ReadAddressLimits): Promise<AddressLimitsView> {
  return await viewAddressLimits(context, addressOfApplication(context, input));
}
