import { z } from 'zod';
import { reasonSchema } from '../audit/reason-schema.js';
import { pageCursorSchema } from '../page-cursor.js';

export const listDeadLettersSchema = z.strictObject({
  application: z.string().max(60).optional(),
  channel: z.enum(['email', 'sms']).optional(),
  kind: z.enum(['code', 'notice', 'job']).optional(),
  status: z.enum(['waiting', 'sent_again']).default('waiting'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: pageCursorSchema.optional(),
});

export type ListDeadLettersInput = z.infer<typeof listDeadLettersSchema>;

export const sendAgainSchema = z.strictObject({
  reason: reasonSchema,
  provider: z
    .string()
    .max(60)
    .optional()
    .describe('Of a notice: the one that is to carry it, whatever the order says.'),
  job: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('Of a job: its mended data, `{kind, channel, id, send}`. Left out: as it was.'),
});

export const dismissSchema = z.strictObject({ reason: reasonSchema }).optional();

export type SendAgainInput = z.infer<typeof sendAgainSchema>;

const deadLetterFields = {
  id: z.string(),
  kind: z.enum(['code', 'notice', 'job']),
  status: z.enum(['waiting', 'sent_again']),
  applicationId: z.string().nullable(),
  channel: z.enum(['email', 'sms']),
  subject: z.string().describe('Id of the delivery, or of the job.'),
  to: z.string().nullable().describe('Masked.'),
  reason: z.string().describe('As the delivery has it; `unreadable` for a job.'),
  detail: z.string().nullable().describe('What the last provider said.'),
  sentAgainAs: z.string().nullable().describe('Id of the delivery or job that took its place.'),
  createdAt: z.iso.datetime(),
};

export const deadLetterViewSchema = z.strictObject(deadLetterFields);
export type DeadLetterView = z.infer<typeof deadLetterViewSchema>;

export const deadLetterDetailSchema = z.strictObject({
  ...deadLetterFields,
  job: z.unknown().describe('Of a job: its data, or as text what is no JSON or too long; else null.'),
});
export type DeadLetterDetail = z.infer<typeof deadLetterDetailSchema>;

export const deadLetterPageSchema = z.strictObject({
  deadLetters: z.array(deadLetterViewSchema),
  nextCursor: z.string().nullable(),
});
export type DeadLetterPage = z.infer<typeof deadLetterPageSchema>;
