import { fillPlaceholders } from './fill-placeholders.js';
import type { Locale } from './locale-catalogue.js';

/** `10 minutes`, in the grammar of the locale; whole hours from two on as hours. Expects whole minutes, at least 1. */
export function durationText(minutes: number, { strings, pluralRules }: Locale): string {
  const inHours = minutes >= 120 && minutes % 60 === 0;
  const count = inHours ? minutes / 60 : minutes;
  const forms = inHours ? strings.hours : strings.minutes;
  return fillPlaceholders(forms[pluralRules.select(count)] ?? forms.other, { count: String(count) });
}
