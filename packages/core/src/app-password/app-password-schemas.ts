import { z } from 'zod';
import type { AppPasswordRecord } from '../user-records.js';

export const createAppPasswordSchema = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(80)
    .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text')
    .describe('The program that will use it: `Backup on server 3`.'),
  reveal: z
    .boolean()
    .default(false)
    .describe('Answer a single-use link that shows the password, instead of the password.'),
});

export type CreateAppPasswordInput = z.infer<typeof createAppPasswordSchema>;

export const appPasswordViewSchema = z.strictObject({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable().describe('To the minute.'),
});

export type AppPasswordView = z.infer<typeof appPasswordViewSchema>;

export const newAppPasswordViewSchema = appPasswordViewSchema.extend({
  password: z.string().optional().describe('32 characters in groups of four, shown once.'),
  revealUrl: z.string().optional().describe('With `reveal`: give it to the person who sets up the program.'),
  revealUntil: z.iso.datetime().optional(),
});

export type NewAppPasswordView = z.infer<typeof newAppPasswordViewSchema>;

export const appPasswordListSchema = z.strictObject({ appPasswords: z.array(appPasswordViewSchema) });

export const checkAppPasswordSchema = z.strictObject({ password: z.string().min(1).max(200) });

export const appPasswordCheckViewSchema = z.strictObject({
  valid: z.boolean(),
  id: z.string().optional(),
  name: z.string().optional(),
});

export type AppPasswordCheckView = z.infer<typeof appPasswordCheckViewSchema>;

const isoTime = (at: number): string => new Date(at).toISOString();

export function viewAppPassword({ id, name, createdAt, lastUsedAt }: AppPasswordRecord): AppPasswordView {
  return {
    id,
    name,
    createdAt: isoTime(createdAt),
    lastUsedAt: lastUsedAt === null ? null : isoTime(lastUsedAt),
  };
}
