const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const steps = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
] as const;

export function relativeTime(at: number, now: number): string {
  const seconds = Math.round((at - now) / 1000);
  const step = steps.find(([, size]) => Math.abs(seconds) >= size);
  if (!step) return Math.abs(seconds) < 10 ? 'just now' : relative.format(seconds, 'second');
  return relative.format(Math.trunc(seconds / step[1]), step[0]);
}

/** `5 minutes ago`, with the exact time for who points at it. */
export function Time({ at }: { readonly at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={exact.format(date)}>
      {relativeTime(date.getTime(), Date.now())}
    </time>
  );
}

/** Both times at once, where the exact one is looked for. */
export function Moment({ at }: { readonly at: string }) {
  return (
    <span className="nowrap">
      <Time at={at} />
      <span className="help">{exactTime(at)}</span>
    </span>
  );
}

export function exactTime(at: string): string {
  return exact.format(new Date(at));
}
