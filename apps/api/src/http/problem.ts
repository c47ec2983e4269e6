import { type ErrorCode, errorCatalogue, OtpostError } from '@otpost/core/errors';
import { z } from 'zod';
import type { HeaderPairs } from './static-headers.js';

const codes = Object.keys(errorCatalogue) as [ErrorCode, ...ErrorCode[]];

/** The body of every error: RFC 9457 problem details with our own members. */
export const problemSchema = z
  .object({
    type: z.url().describe('Where this error is explained.'),
    title: z.string(),
    status: z.int(),
    code: z.enum(codes).describe('Stable: what a program should look at.'),
    detail: z.string().describe('A sentence for people.'),
    requestId: z.string(),
    errors: z
      .array(z.object({ field: z.string(), message: z.string() }))
      .readonly()
      .optional(),
    limit: z.string().optional().describe('Which limit was reached.'),
    retryAfter: z.int().optional().describe('Seconds until it is worth trying again.'),
    dependency: z.string().optional().describe('Which part is not available.'),
    current: z.unknown().optional().describe('For `conflict`: what is stored now.'),
  })
  .meta({ id: 'Problem' });

export type Problem = z.infer<typeof problemSchema>;

/** What a caller may know of any error: an OtpostError as it is, all else as `internal_error` without its text. */
export function publicError(error: unknown): OtpostError {
  if (error instanceof OtpostError) return error;
  // The router answers a path whose escapes cannot be read with an error of its own.
  if (error instanceof URIError) return new OtpostError('not_found', 'The path cannot be read');
  return new OtpostError('internal_error', 'The error was logged under this request id', {}, error);
}

export function toProblem(error: OtpostError, requestId: string, errorsUrl: string): Problem {
  const { status, title } = errorCatalogue[error.code];
  const { code, message: detail, details } = error;
  return { type: `${errorsUrl}#${code}`, title, status, code, detail, requestId, ...details };
}

/** RFC 9110 section 10.2.3 and 11.6.1, and draft-ietf-httpapi-ratelimit-headers. */
export function problemHeaders(error: OtpostError): HeaderPairs {
  const { retryAfter, limit } = error.details;
  const headers: string[] = [];
  if (error.code === 'unauthenticated') headers.push('WWW-Authenticate', 'Bearer realm="otpost"');
  if (retryAfter !== undefined) headers.push('Retry-After', String(retryAfter));
  if (limit !== undefined && retryAfter !== undefined) headers.push('RateLimit', `"${limit}";r=0;t=${retryAfter}`);
  return headers;
}
