const counts = new Intl.NumberFormat('en');
const shares = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const rates = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });

export const countText = (count: number): string => counts.format(count);

export const rateText = (rate: number): string => rates.format(rate);

export const shareText = (share: number | null): string => (share === null ? '–' : shares.format(share));

export function durationText(milliseconds: number | null | undefined): string {
  if (milliseconds === null || milliseconds === undefined) return '–';
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 60_000) return `${rates.format(milliseconds / 1000)} s`;
  return `${rates.format(milliseconds / 60_000)} min`;
}

/** Half of them within, 19 of 20 within: `5.3 – 12.6 s`. */
export function rangeText(times: { readonly p50: number; readonly p95: number } | null): string {
  if (times === null) return '–';
  const [from, to] = [durationText(times.p50), durationText(times.p95)];
  const unit = to.split(' ')[1] ?? '';
  return from.endsWith(` ${unit}`) ? `${from.split(' ')[0]} – ${to}` : `${from} – ${to}`;
}

/** `max_checks_reached` as people read it. */
export function statusText(status: string): string {
  const words = status.replaceAll('_', ' ').replace('max checks reached', 'too many wrong answers');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export type BadgeKind = 'plain' | 'good' | 'warn' | 'bad';

const kinds: Readonly<Record<string, BadgeKind>> = {
  approved: 'good',
  delivered: 'good',
  sent: 'good',
  accepted: 'good',
  pending: 'warn',
  queued: 'warn',
  sending: 'warn',
  waiting: 'warn',
  retry: 'warn',
  ambiguous: 'warn',
  unknown: 'warn',
  undeliverable: 'bad',
  undelivered: 'bad',
  failed: 'bad',
  failover: 'bad',
  permanent: 'bad',
  config: 'bad',
  max_checks_reached: 'bad',
};

export const badgeKind = (status: string): BadgeKind => kinds[status] ?? 'plain';

const regions = new Intl.DisplayNames('en', { type: 'region' });

export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}
