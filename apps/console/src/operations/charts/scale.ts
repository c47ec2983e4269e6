/** A round number at or above the value, so that four lines of a grid below it stand at numbers that are easily read. */
export function roundAbove(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  const factor = [1, 1.2, 1.6, 2, 2.4, 3, 4, 5, 6, 8, 10].find((one) => one * power >= value) ?? 10;
  return factor * power;
}

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });
const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric' });
const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });
const whole = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

const dayMilliseconds = 86_400_000;

/** A time below the chart, as exactly as the whole of it is long. */
export function axisTime(at: string, milliseconds: number): string {
  const date = new Date(at);
  if (milliseconds <= 1.5 * dayMilliseconds) return clock.format(date);
  return milliseconds <= 8 * dayMilliseconds ? weekday.format(date) : day.format(date);
}

export function pointTime(at: string, milliseconds: number): string {
  return milliseconds < dayMilliseconds / 2 ? clock.format(new Date(at)) : whole.format(new Date(at));
}
