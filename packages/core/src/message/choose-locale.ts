import { parseLanguageTag } from './language-tag.js';
import { fallbackLocaleTag } from './locale-catalogue.js';

/**
 * Picks the locale of a message: the requested one, its language, the application's default, English. `zh-TW` finds
 * `zh-Hant`, `pt-BR` finds `pt`. A tag that is none falls through; this never throws.
 */
export function chooseLocale(
  requested: string | null | undefined,
  applicationDefault: string | null | undefined,
  available: readonly string[],
): string {
  const byLowerCase = new Map(available.map((tag) => [tag.toLowerCase(), tag]));
  for (const candidate of [...widen(requested), ...widen(applicationDefault)]) {
    const found = byLowerCase.get(candidate.toLowerCase());
    if (found !== undefined) return found;
  }
  return fallbackLocaleTag;
}

/** The tag and what is less exact than it, most exact first. */
function widen(tag: string | null | undefined): string[] {
  const locale = parseLanguageTag(tag ?? '');
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
