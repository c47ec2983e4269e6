import type { HttpAnswer } from '@otpost/provider-kit/exchange-http';
import { z } from 'zod';

export const successRuleSchema = z
  .strictObject({
    status: z
      .array(z.int().min(200, 'Statuses of success are 200 to 299').max(299, 'Statuses of success are 200 to 299'))
      .min(1)
      .max(20)
      .optional(),
    jsonPath: z
      .string()
      .max(200)
      .regex(/^[\w$-]+(\.[\w$-]+)*$/, 'Names and numbers with dots between: messages.0.status')
      .optional(),
    equals: z.union([z.string().max(200), z.number(), z.boolean()]).optional(),
    contains: z.string().min(1).max(200).optional(),
  })
  .refine((rule) => rule.equals === undefined || rule.jsonPath !== undefined, {
    path: ['jsonPath'],
    message: '`equals` needs the path of what to compare',
  });

export type SuccessRule = z.infer<typeof successRuleSchema>;

export interface Verdict {
  readonly taken: boolean;
  /** The receiver's id for the message, when its answer is JSON with an `id`. */
  readonly messageId?: string;
}

/** Whether an answer with a status of 2xx says that the message was taken. What cannot be read says nothing. */
export function judgeAnswer(answer: HttpAnswer, rule: SuccessRule | undefined): Verdict {
  const text = readText(answer);
  if (text === undefined) return { taken: false };
  const json = parseJson(text);
  const taken = rule === undefined ? isDocumented(text, json) : meets(rule, answer.status, text, json);
  return { taken, ...(taken ? messageIdIn(json) : {}) };
}

/** The body as text; undefined when it is broken off, too long, compressed or not UTF-8. */
export function readText({ complete, headers, body }: HttpAnswer): string | undefined {
  const encoding = headers['content-encoding'];
  if (!complete || (encoding !== undefined && encoding !== 'identity')) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Without a rule: nothing, `ok`, or JSON. A proxy's error page is none of these. */
function isDocumented(text: string, json: unknown): boolean {
  return json !== undefined || /^\s*(ok)?\s*$/i.test(text);
}

function meets(
  { status, jsonPath, equals, contains }: SuccessRule,
  answered: number,
  text: string,
  json: unknown,
): boolean {
  if (status !== undefined && !status.includes(answered)) return false;
  const value = jsonPath === undefined ? text : valueAt(json, jsonPath);
  if (value === undefined || value === null) return false;
  if (equals !== undefined && value !== equals) return false;
  const found = typeof value === 'string' ? value : JSON.stringify(value);
  return contains === undefined || found.includes(contains);
}

/** Own properties only: a path must not find what JavaScript adds to every object. */
function valueAt(json: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    return (value as Record<string, unknown>)[name];
  }, json);
}

/** Undefined when the text is not JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function messageIdIn(json: unknown): Pick<Verdict, 'messageId'> {
  const id = ['id', 'messageId', 'message_id'].map((name) => valueAt(json, name)).find((value) => value !== undefined);
  return typeof id === 'string' || typeof id === 'number' ? { messageId: String(id) } : {};
}
