import { parseAddress } from '@otpost/core/address/parse-address';
import { OtpostError } from '@otpost/core/errors';
import { factorNameSchema, totpFields } from '@otpost/core/factor/factor-schemas';
import { readGivenSecret } from '@otpost/core/factor/totp-secret';
import { putUserSchema } from '@otpost/core/user/user-schemas';
import { z } from 'zod';

const totpSchema = z.strictObject({ secret: z.string().min(1), name: factorNameSchema.optional(), ...totpFields });

/** One user with one authenticator app, as another system exports them. */
const importLineSchema = putUserSchema.extend({ user: z.string().min(1), totp: totpSchema.optional() });

export type ImportLine = z.infer<typeof importLineSchema>;

export type ReadLine =
  | { readonly kind: 'line'; readonly line: ImportLine }
  /** `problem` names the field; it never repeats what stood there, which may be a secret. */
  | { readonly kind: 'refused'; readonly problem: string };

const refused = (field: string, message: string): ReadLine => ({ kind: 'refused', problem: `${field}: ${message}` });

/** What an application says where a secret says nothing; what it says decides over no secret. */
const totpDefaults = { algorithm: 'SHA1', digits: 6, period: 30 } as const;

function secretProblem({ secret, ...given }: z.infer<typeof totpSchema>): string | undefined {
  try {
    readGivenSecret(secret, given, totpDefaults);
    return undefined;
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    return error.details.errors?.[0]?.message ?? error.message;
  }
}

/** What the API would refuse without knowing the application, so that a dry run finds it. */
function judgeLine(line: ImportLine): ReadLine {
  const email = typeof line.email === 'string' ? parseAddress('email', line.email) : undefined;
  if (email?.ok === false) return refused('email', email.reason);
  const phone = typeof line.phone === 'string' ? parseAddress('sms', line.phone) : undefined;
  if (phone?.ok === false) return refused('phone', phone.reason);
  const problem = line.totp && secretProblem(line.totp);
  return problem === undefined ? { kind: 'line', line } : refused('totp.secret', problem);
}

export function readImportLine(text: string): ReadLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own words would repeat the input.
    return { kind: 'refused', problem: 'is not valid JSON' };
  }
  const parsed = importLineSchema.safeParse(value);
  if (parsed.success) return judgeLine(parsed.data);
  const [issue] = parsed.error.issues;
  return refused(issue?.path.join('.') || 'line', issue?.message ?? 'is not valid');
}
