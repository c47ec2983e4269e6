import { z } from 'zod';

/** What people call a thing: one line, no spaces around it. */
export const settingNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text');

export const settingVersionSchema = z
  .int()
  .min(1)
  .describe('The version that you saw. When it is no longer the stored one, the answer is 409 with `current`.');
