import { z } from 'zod';

const longestPage = 200;

export const listAuditSchema = z.strictObject({
  application: z.string().max(60).optional(),
  actor: z.string().max(100).optional().describe('`key:<id>`, `operator:<command>`, `page`.'),
  action: z.string().max(60).optional().describe('`user.reset`, `provider.update`, ...'),
  target: z.string().max(200).optional().describe('Id of what was changed.'),
  from: z.iso.datetime({ offset: true }).optional().describe('At this time or later.'),
  until: z.iso.datetime({ offset: true }).optional().describe('Before this time.'),
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export type ListAuditInput = z.infer<typeof listAuditSchema>;

export const auditEntryViewSchema = z.strictObject({
  id: z.string(),
  at: z.iso.datetime(),
  applicationId: z.string().nullable(),
  actor: z.string(),
  action: z.string(),
  target: z.string(),
  phase: z.enum(['intended', 'done', 'refused', 'event']),
  reason: z.string().nullable(),
  data: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

export type AuditEntryView = z.infer<typeof auditEntryViewSchema>;

export const auditPageSchema = z.strictObject({
  entries: z.array(auditEntryViewSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type AuditPage = z.infer<typeof auditPageSchema>;
