import { z } from 'zod';
import type { TemplateRecord } from '../../records.js';
import { settingVersionSchema } from '../setting-name.js';

const channelSchema = z.enum(['email', 'sms']);
// The bounds and rules of the texts are those of parseTemplate; these only keep a request small.
const subjectSchema = z.string().max(1000).nullable().describe('Email only; null: the built-in subject.');
const textSchema = z
  .string()
  .max(10_000)
  .describe('With {{code}} once, and {{brand}}, {{minutes}}, {{purpose}} and others.');
const htmlSchema = z.string().max(40_000).nullable().describe('Email only; null: made from the text.');
const applicationIdSchema = z.string().max(60).nullable().describe('Null: for every application that has no own one.');

const localeSchema = z
  .string()
  .max(35)
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'must be a language tag such as de, pt-BR or zh-Hans');

const content = {
  channel: channelSchema,
  locale: localeSchema,
  subject: subjectSchema.default(null),
  text: textSchema,
  html: htmlSchema.default(null),
};

export const createTemplateSchema = z.strictObject({
  applicationId: applicationIdSchema.default(null),
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, 'must be 1 to 32 of a-z, 0-9, _ and -')
    .default('code')
    .describe('What a challenge names as `template`; `code` is taken when it names none.'),
  ...content,
});

export type CreateTemplateInput = z.infer<typeof createTemplateSchema>;

export const updateTemplateSchema = z.strictObject({
  version: settingVersionSchema,
  subject: subjectSchema.optional(),
  text: textSchema.optional(),
  html: htmlSchema.optional(),
});

export type UpdateTemplateInput = z.infer<typeof updateTemplateSchema>;

export const previewTemplateSchema = z.strictObject({
  applicationId: applicationIdSchema.default(null).describe('Whose brand and SMS host are shown.'),
  ...content,
});

export type PreviewTemplateInput = z.infer<typeof previewTemplateSchema>;

export const templatePreviewSchema = z.strictObject({
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  segments: z.int().nullable().describe('SMS only.'),
  encoding: z.string().nullable().describe('SMS only.'),
  warnings: z.array(z.string()),
});

export const templateViewSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  applicationId: z.string().nullable(),
  channel: channelSchema,
  name: z.string(),
  locale: z.string(),
  subject: z.string().nullable(),
  text: z.string(),
  html: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type TemplateView = z.infer<typeof templateViewSchema>;

export const templateListSchema = z.strictObject({ templates: z.array(templateViewSchema) });

export function templateView(record: TemplateRecord): TemplateView {
  return {
    id: record.id,
    version: record.version,
    applicationId: record.applicationId,
    channel: record.channel,
    name: record.name,
    locale: record.locale,
    subject: record.subject,
    text: record.text,
    html: record.html,
    createdAt: new Date(record.createdAt).toISOString(),
    updatedAt: new Date(record.updatedAt).toISOString(),
  };
}

export const templateTaken = 'There is a template of this application, channel, name and locale.';
