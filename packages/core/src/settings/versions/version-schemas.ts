import { z } from 'zod';
import { settingVersionSchema } from '../setting-name.js';

const fieldChangeSchema = z.union([
  z.strictObject({
    field: z.string().describe('Path of the field, dots between levels: `settings.maxChecks`.'),
    before: z.unknown().describe('Null where there was none.'),
    after: z.unknown().describe('Null where there is none any more.'),
  }),
  z.strictObject({ field: z.string(), secret: z.literal(true).describe('A secret changed; it is never shown.') }),
]);

export type FieldChange = z.infer<typeof fieldChangeSchema>;

export const settingVersionViewSchema = z.strictObject({
  version: z.int(),
  at: z.iso.datetime(),
  actor: z.string().nullable().describe('Null for a version that is older than the keeping of versions.'),
  isCurrent: z.boolean().describe('The one that holds.'),
  changes: z
    .array(fieldChangeSchema)
    .nullable()
    .describe('Against the version before. Empty for the first, null when the one before is no longer kept.'),
});

export type SettingVersionView = z.infer<typeof settingVersionViewSchema>;

export const settingVersionPageSchema = z.strictObject({
  versions: z.array(settingVersionViewSchema).describe('Newest first; the last hundred are kept.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type SettingVersionPage = z.infer<typeof settingVersionPageSchema>;

export const listVersionsSchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z
    .string()
    .regex(/^[1-9][0-9]{0,11}$/, 'is not one that a page before gave')
    .optional()
    .describe('`nextCursor` of the page before.'),
});

export type ListVersionsInput = z.infer<typeof listVersionsSchema>;

export const rollBackSchema = z.strictObject({
  toVersion: z.int().min(1).describe('The version whose content comes back, as a new version.'),
  version: settingVersionSchema,
});

export type RollBackInput = z.infer<typeof rollBackSchema>;
