import { z } from 'zod';
import { externalUserIdSchema } from '../user/user-id.js';

const longestPage = 200;

const line = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text');

const checkedSchema = z.strictObject({ question: z.string().min(1).max(200), passed: z.boolean() });

const decision = {
  reason: line(500).describe('Why; goes to the audit log.'),
};

/** By an application's own admin pages. */
export const startResetSchema = z.strictObject({
  actor: line(100).describe('Who decided, as your admin pages know them; goes to the audit log.'),
  ...decision,
  checklist: z
    .array(checkedSchema)
    .max(10)
    .default([])
    .describe('For a mailed reset: an answer to every question of the policy.'),
});

export type StartResetInput = z.infer<typeof startResetSchema>;

/** By an admin of Otpost, whom the key names. */
export const startAdminResetSchema = startResetSchema.omit({ actor: true }).extend({
  application: z.string().min(1).max(60),
  user: externalUserIdSchema.describe("The application's own id of the user."),
});

export const cancelResetSchema = z.strictObject({ actor: startResetSchema.shape.actor, ...decision });

export const cancelAdminResetSchema = z.strictObject(decision);

export const resetStatusSchema = z.enum(['requested', 'mailed', 'followed', 'done', 'canceled', 'refused', 'expired']);

export const listResetsSchema = z.strictObject({
  status: resetStatusSchema.optional(),
  limit: z.coerce.number().int().min(1).max(longestPage).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export const listAllResetsSchema = listResetsSchema.extend({ application: z.string().max(60).optional() });

export type ListResetsInput = z.infer<typeof listAllResetsSchema>;

export const resetViewSchema = z.strictObject({
  id: z.string(),
  applicationId: z.string(),
  user: z.string().nullable().describe("The application's own id; null when the user was deleted."),
  status: resetStatusSchema,
  actor: z.string().describe('`page` when the user asked.'),
  reason: z.string().nullable(),
  checklist: z.array(checkedSchema),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
});

export type ResetView = z.infer<typeof resetViewSchema>;

export const resetPageSchema = z.strictObject({
  resets: z.array(resetViewSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type ResetPage = z.infer<typeof resetPageSchema>;
