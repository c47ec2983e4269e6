import type { ApplicationSettings } from '../application-settings.js';

type Limits = Readonly<Record<string, number | null>>;

/** Bounds on what may be sent and guessed; null is none. */
function limitsOf(settings: ApplicationSettings): Limits {
  const { sendsPerAddress, sendsPerIp, sendsPerCountry, sendsPerPrefix } = settings;
  const { createsPerSecond, maxChecks, failedChecksStop } = settings;
  return {
    tenMinutesOfAddress: sendsPerAddress.tenMinutes,
    hourOfAddress: sendsPerAddress.hour,
    dayOfAddress: sendsPerAddress.day,
    hourOfIp: sendsPerIp.hour,
    dayOfCountry: sendsPerCountry.day,
    hourOfPrefix: sendsPerPrefix.hour,
    createsPerSecond,
    maxChecks,
    failedChecksStop,
  };
}

function raisesCount(before: ApplicationSettings, after: ApplicationSettings): boolean {
  const [old, next] = [limitsOf(before), limitsOf(after)];
  const high = (limit: number | null | undefined): number => limit ?? Number.POSITIVE_INFINITY;
  return Object.keys(next).some((name) => high(next[name]) > high(old[name]));
}

/** The last wait repeats, so the shorter list goes on. */
function shortensWait({ cooldownSeconds: before }: ApplicationSettings, after: ApplicationSettings): boolean {
  const waitAt = (waits: readonly number[], send: number) => waits[send] ?? waits.at(-1) ?? 0;
  const longer = before.length > after.cooldownSeconds.length ? before : after.cooldownSeconds;
  return longer.some((_, send) => waitAt(after.cooldownSeconds, send) < waitAt(before, send));
}

function opensCountry({ smsCountries: before }: ApplicationSettings, after: ApplicationSettings): boolean {
  return !before.includes('*') && after.smsCountries.some((country) => !before.includes(country));
}

/** Whether a change of settings allows more than before. */
export function raisesLimit(before: ApplicationSettings, after: ApplicationSettings): boolean {
  return raisesCount(before, after) || shortensWait(before, after) || opensCountry(before, after);
}
