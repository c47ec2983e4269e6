import type { Address } from '../address/address.js';
import type { Keyring } from '../keyring/keyring.js';
import type { SendLimits, WindowLimit } from '../live-limits-port.js';
import type { ApplicationSettings } from '../settings/application-settings.js';

const secondMilliseconds = 1000;
const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;
/** A number without its last 4 digits: the block that SMS pumping walks through. */
const prefixCutDigits = 4;

/** One end user has a whole /64 of IPv6, so that is what is counted. Takes what a schema has found to be an address. */
export function ipSubject(ip: string): string {
  if (!ip.includes(':')) return ip;
  const full = new URL(`http://[${ip}]`).hostname.slice(1, -1);
  const [head = '', tail] = full.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The windows that one more send counts in, beside those of its address. */
export function requestWindows(
  settings: ApplicationSettings,
  keyring: Keyring,
  applicationId: string,
  address: Address,
  ip: string | undefined,
): WindowLimit[] {
  const hashed = (kind: string, value: string) => keyring.indexHash(kind, applicationId, value);
  const windows: WindowLimit[] = [
    {
      name: 'application_second',
      subject: '',
      limit: settings.createsPerSecond,
      windowMilliseconds: secondMilliseconds,
    },
  ];
  if (ip !== undefined) {
    const subject = hashed('ip', ipSubject(ip));
    windows.push({ name: 'ip_hour', subject, limit: settings.sendsPerIp.hour, windowMilliseconds: hourMilliseconds });
  }
  if (address.channel === 'sms' && settings.sendsPerCountry.day !== null && address.country !== null) {
    const limit = settings.sendsPerCountry.day;
    windows.push({ name: 'country_day', subject: address.country, limit, windowMilliseconds: dayMilliseconds });
  }
  if (address.channel === 'sms' && settings.sendsPerPrefix.hour !== null) {
    const subject = hashed('prefix', address.canonical.slice(0, -prefixCutDigits));
    windows.push({
      name: 'prefix_hour',
      subject,
      limit: settings.sendsPerPrefix.hour,
      windowMilliseconds: hourMilliseconds,
    });
  }
  return windows;
}

export function sendLimitsOf(settings: ApplicationSettings): SendLimits {
  return { cooldownSeconds: settings.cooldownSeconds, ...settings.sendsPerAddress };
}
