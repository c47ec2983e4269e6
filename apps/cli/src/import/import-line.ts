import { z } from 'zod';

/** One user with one authenticator app, as another system exports them. */
const importLineSchema = z.strictObject({
  user: z.string().min(1),
  email: z.string().optional(),
  emailVerified: z.boolean().optional(),
  phone: z.string().optional(),
  phoneVerified: z.boolean().optional(),
  name: z.string().optional(),
  locale: z.string().optional(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  totp: z
    .strictObject({
      secret: z.string().min(1),
      name: z.string().optional(),
      algorithm: z.enum(['SHA1', 'SHA256', 'SHA512']).optional(),
      digits: z.number().optional(),
      period: z.number().optional(),
    })
    .optional(),
});

export type ImportLine = z.infer<typeof importLineSchema>;

export type ReadLine =
  | { readonly kind: 'line'; readonly line: ImportLine }
  /** `problem` names the field; it never repeats what stood there, which may be a secret. */
  | { readonly kind: 'refused'; readonly problem: string };

export function readImportLine(text: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words would repeat the input.
    return { kind: 'refused', problem: 'is not valid JSON' };
  }
  const parsed = importLineSchema.safeParse(value);
  if (parsed.success) return { kind: 'line', line: parsed.data };
  const [issue] = parsed.error.issues;
  return { kind: 'refused', problem: `${issue?.path.join('.') || 'line'}: ${issue?.message ?? 'is not valid'}` };
}
