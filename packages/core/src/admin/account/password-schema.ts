import { dictionary } from '@zxcvbn-ts/language-common';
import { z } from 'zod';

/** SECURITY J2: 8 where a second factor is mandatory, as it is here. */
const shortest = 8;
const longest = 128;
const common: ReadonlySet<string> = new Set(dictionary['passwords-common']);

/** Spaces and any other characters count; nothing must be mixed (NIST SP 800-63B-4 section 3.1.1.2). */
export const newPasswordSchema = z
  .string()
  .refine(
    (password) => Array.from(password.normalize('NFKC')).length >= shortest,
    `must have ${shortest} characters or more`,
  )
  .refine((password) => password.length <= longest, `must have ${longest} characters or fewer`)
  .refine((password) => !common.has(password.toLowerCase()), 'is one of the most common passwords: choose another one');

/** One that was chosen before. */
export const passwordSchema = z
  .string()
  .min(1)
  .max(longest * 2);
