import type { z } from 'zod';
import { type ApplicationSettings, applicationSettingsSchema } from '../application-settings.js';

function without(settings: unknown, issue: z.core.$ZodIssueUnrecognizedKeys): void {
  let group = settings;
  for (const step of issue.path) group = (group as Record<PropertyKey, unknown>)[step];
  for (const key of issue.keys) delete (group as Record<string, unknown>)[key];
}

/**
 * Stored settings with defaults for what an older version did not know and without what only a newer one knows, so that
 * both run side by side during an upgrade. Throws on a value out of bounds.
 */
export function readStoredSettings(stored: unknown): ApplicationSettings {
  const first = applicationSettingsSchema.safeParse(stored);
  if (first.success) return first.data;
  const known = structuredClone(stored);
  for (const issue of first.error.issues) if (issue.code === 'unrecognized_keys') without(known, issue);
  return applicationSettingsSchema.parse(known);
}
