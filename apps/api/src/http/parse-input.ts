import { type FieldError, invalidRequest } from '@otpost/core/errors';
import type { z } from 'zod';
import { plainWords } from './plain-words.js';

/** Which part of the request is parsed: names the whole when no field can be named. */
export type InputPart = 'body' | 'path' | 'query';

const mostErrors = 20;
/** A key that we do not know may be anything, so it is cut. */
const longestName = 80;

function fieldName(path: readonly PropertyKey[], part: InputPart): string {
  return path.length === 0 ? part : path.map(String).join('.').slice(0, longestName);
}

function toFieldErrors(issue: z.core.$ZodIssue, part: InputPart): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ field: fieldName([...issue.path, key], part), message: issue.message }));
  }
  // The words about a key stand one level deeper.
  const message = issue.code === 'invalid_key' ? (issue.issues[0]?.message ?? issue.message) : issue.message;
  return [{ field: fieldName(issue.path, part), message }];
}

/** The value as its schema describes it. Throws `invalid_request` with every wrong field and plain words for each. */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown, part: InputPart): z.infer<Schema> {
  const parsed = schema.safeParse(value, { error: plainWords });
  if (parsed.success) return parsed.data;
  throw invalidRequest(parsed.error.issues.flatMap((issue) => toFieldErrors(issue, part)).slice(0, mostErrors));
}

export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  return parseInput(schema, body, 'body');
}
