import { z } from 'zod';

/** An admin's own words for the audit log. */
export const reasonSchema = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .regex(/^[^\p{C}\p{Zl}\p{Zp}]*$/u, 'must be one line of plain text')
  .describe('Why; goes to the audit log.');
