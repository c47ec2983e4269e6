import { parseLanguageTag } from './language-tag.js';
import { type LocaleStrings, localeSchema } from './locale-schema.js';

export interface Locale {
  /** BCP 47, in canonical case: `en`, `zh-Hant`. */
  readonly tag: string;
  readonly strings: LocaleStrings;
  readonly pluralRules: Intl.PluralRules;
}

export interface LocaleCatalogue {
  readonly tags: readonly string[];
  /** The locale of this tag; English when there is none. */
  get(tag: string): Locale;
}

export const fallbackLocaleTag = 'en';

/**
 * Makes the catalogue from the parsed locale files, by tag. Throws one Error that names every locale and key at fault.
 */
export function createLocaleCatalogue(files: Readonly<Record<string, unknown>>): LocaleCatalogue {
  const locales = new Map<string, Locale>();
  const problems: string[] = [];
  for (const [tag, content] of Object.entries(files)) {
    const parsed = localeSchema.safeParse(content);
    if (!isCanonicalTag(tag)) problems.push(`${tag}: is not a language tag such as de or zh-Hant`);
    else if (parsed.success) locales.set(tag, { tag, strings: parsed.data, pluralRules: pluralRulesOf(tag) });
    else problems.push(...parsed.error.issues.map((issue) => `${tag}: ${issue.path.join('.')}: ${issue.message}`));
  }
  const fallback = locales.get(fallbackLocaleTag);
  if (fallback === undefined)
    problems.push(`${fallbackLocaleTag}: is missing, and every other locale falls back to it`);
  if (fallback === undefined || problems.length > 0) throw new Error(`Bad locale files.\n${problems.join('\n')}`);
  return { tags: [...locales.keys()], get: (tag) => locales.get(tag) ?? fallback };
}

function isCanonicalTag(tag: string): boolean {
  return parseLanguageTag(tag)?.baseName === tag;
}

/** English rules for a language that this Node does not know, instead of those of the machine's own language. */
function pluralRulesOf(tag: string): Intl.PluralRules {
  return new Intl.PluralRules([tag, fallbackLocaleTag]);
}
