import { parseLanguageTag } from './language-tag.js';
import { fallbackLocaleTag } from './locale-catalogue.js';

/** Reading a tag costs as much as rendering a message, and few tags are in use. */
const widened = new Map<string, readonly string[]>();
/** Callers choose the tags, so what is kept of them is bounded. */
const mostWidened = 1000;

/**
 * Picks the locale of a message: the requested one, its language, the application's default, English. `zh-TW` finds
 * `zh-Hant`, `pt-BR` finds `pt`. A tag that is none falls through; this never throws.
 */
export function chooseLocale(
  requested: string | null | undefined,
  applicationDefault: string | null | undefined,
  available: readonly string[],
): string {
  for (const candidate of [...widenOnce(requested ?? ''), ...widenOnce(applicationDefault ?? '')]) {
    const found = available.find((tag) => tag.toLowerCase() === candidate);
    if (found !== undefined) return found;
  }
  return fallbackLocaleTag;
}

function widenOnce(tag: string): readonly string[] {
  const known = widened.get(tag);
  if (known) return known;
  if (widened.size >= mostWidened) widened.clear();
  const tags = widen(tag).map((one) => one.toLowerCase());
  widened.set(tag, tags);
  return tags;
}

/** The tag and what is less exact than it, most exact first. */
function widen(tag: string): string[] {
  const locale = parseLanguageTag(tag);
  if (locale === null) return [];
  const { language, script, region } = locale.maximize();
  return [
    locale.baseName,
    `${language}-${script}-${region}`,
    `${language}-${script}`,
    `${language}-${region}`,
    language,
  ];
}
