import { z } from 'zod';

const longestPage = 200;

const filterFields = {
  application: z.string().max(60).optional(),
  actor: z.string().max(100).optional().describe('`key:<id>`, `operator:<command>`, `page`.'),
  action: z.string().max(60).optional().describe('`user.reset`, `provider.update`, ...'),
  target: z.string().max(200).optional().describe('Id of what was changed.'),
  from: z.iso.datetime({ offset: true }).optional().describe('At this time or later.'),
  until: z.iso.datetime({ offset: true }).optional().describe('Before this time.'),
};

export const listAuditSchema = z.strictObject({
  ...filterFields,
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export const exportAuditSchema = z.strictObject({
  ...filterFields,
  format: z.enum(['csv', 'jsonl']).default('csv'),
});

export type ExportAuditInput = z.infer<typeof exportAuditSchema>;

/** A place in the chain that a part of the verification came to. */
const placeSchema = z.strictObject({ sequence: z.int().min(1), hash: z.string().max(200) });

export const verifyAuditSchema = z
  .strictObject({ after: placeSchema.optional().describe('`next` of the part before; left out: from the beginning.') })
  .optional();

export const verifiedAuditSchema = z.strictObject({
  state: z.enum(['whole', 'broken', 'unfinished']),
  verified: z.int().describe('Entries that are as they were written, from the first on.'),
  entries: z.int().describe('How many there are.'),
  fault: z
    .enum(['edited', 'missing', 'reordered', 'inserted', 'truncated', 'forged_checkpoint'])
    .nullable()
    .describe('What is wrong with the first bad entry.'),
  sequence: z.int().nullable().describe('Number of the first bad entry.'),
  next: placeSchema.nullable().describe('Of an unfinished one: where to go on, by `after`.'),
});

export type VerifiedPart = z.infer<typeof verifiedAuditSchema>;

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
