import { z } from 'zod';

export interface VariableDocumentation {
  /** One or two sentences for the operator. */
  readonly description: string;
  /** A value that could stand in a real configuration; for a secret, a text that is refused. */
  readonly example: string;
  /** What counts when the variable is unset or empty; null: nothing. */
  readonly fallback: string | null;
  /** True for what an operator should fill in before the first production start. */
  readonly fillIn?: boolean;
}

/** What is known about each variable's schema beyond how it is parsed. */
export const variableDocumentation = z.registry<VariableDocumentation>();

type Text = string | undefined;
type Documentation = Omit<VariableDocumentation, 'fallback'>;

/** A variable that always has a value: `fallback` is parsed when it is unset or empty. */
export function variable<Value>(
  documentation: Documentation & { readonly fallback: string },
  schema: z.ZodType<Value, string>,
): z.ZodType<Value, Text> {
  return z
    .string()
    .optional()
    .transform((text) => text?.trim() || documentation.fallback)
    .pipe(schema)
    .register(variableDocumentation, documentation);
}

/** A variable that may be left out: null when it is unset or empty. */
export function optionalVariable<Value>(
  documentation: Documentation,
  schema: z.ZodType<Value, string>,
): z.ZodType<Value | null, Text> {
  return z
    .string()
    .optional()
    .transform((text) => text?.trim() || null)
    .pipe(z.nullable(schema))
    .register(variableDocumentation, { ...documentation, fallback: null });
}
