import { z } from 'zod';
import type { ApplicationRecord } from '../../records.js';
import { applicationSettingsSchema } from '../application-settings.js';
import { settingNameSchema, settingVersionSchema } from '../setting-name.js';
import { settingsPatchSchema } from './settings-patch.js';

export const createApplicationSchema = z.strictObject({
  name: settingNameSchema.describe('What people call it. Unique.'),
  settings: settingsPatchSchema.optional().describe('What differs from the defaults.'),
});

export type CreateApplicationInput = z.infer<typeof createApplicationSchema>;

export const updateApplicationSchema = z.strictObject({
  version: settingVersionSchema,
  name: settingNameSchema.optional(),
  settings: settingsPatchSchema.optional().describe('Only what changes; what is left out stays.'),
});

export type UpdateApplicationInput = z.infer<typeof updateApplicationSchema>;

export const applicationViewSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  settings: applicationSettingsSchema,
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type ApplicationView = z.infer<typeof applicationViewSchema>;

export const applicationListSchema = z.strictObject({ applications: z.array(applicationViewSchema) });

export function applicationView(record: ApplicationRecord): ApplicationView {
  return {
    id: record.id,
    version: record.version,
    name: record.name,
    settings: record.settings,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
}

export const applicationNameTaken = 'Another application has this name.';
