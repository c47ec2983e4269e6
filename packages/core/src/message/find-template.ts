import type { Channel, TemplateRecord } from '../records.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';

/** What an application gets without naming a template. */
export const defaultTemplateName = 'code';

/**
 * The template of this name for an application: its own before the global one, in the locale asked for, then in the
 * application's default, then in any.
 */
export function findTemplate(
  settings: SettingsSnapshot,
  applicationId: string,
  channel: Channel,
  name: string,
  locales: readonly string[] = [],
): TemplateRecord | undefined {
  const named = settings.templates.filter((template) => template.channel === channel && template.name === name);
  const own = named.filter((template) => template.applicationId === applicationId);
  const candidates = own.length > 0 ? own : named.filter((template) => template.applicationId === null);
  for (const locale of locales) {
    const match = candidates.find((template) => template.locale === locale);
    if (match) return match;
  }
  return locales.length === 0 ? candidates[0] : undefined;
}
