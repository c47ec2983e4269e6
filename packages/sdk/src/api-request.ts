import type { Operations } from './generated/operations.js';
import { invalidField } from './otpost-error.js';

export type OperationName = keyof Operations;

/** What every call takes beside its own. */
export interface RequestOptions {
  /** Ends the call: it throws `aborted`. What was sent may have been carried out. */
  readonly signal?: AbortSignal | undefined;
  /** For this call alone. */
  readonly timeLimitMilliseconds?: number | undefined;
}

export interface PostOptions extends RequestOptions {
  /**
   * Names the request, so that the same one does nothing twice within 24 hours. Left out: the client makes one for each call,
   * which covers its own repeats. Give one to repeat a call yourself, also after your program was started anew.
   */
  readonly idempotencyKey?: string | undefined;
}

/** For changes of the factors of a user who has one, unless the key has the scope `users.admin`. */
export interface ProofOptions {
  /** Id of an approved challenge of the user with purpose `proof`, at most five minutes old. Spent by one change. */
  readonly proof?: string | undefined;
}

/** One request, ready to be sent, any number of times. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Whether sending it again does nothing twice. */
  readonly isRepeatable: boolean;
}

export interface Parts {
  readonly path?: Readonly<Record<string, string>> | undefined;
  readonly query?: object | undefined;
  readonly body?: object | undefined;
}

interface RequestParts extends Parts {
  readonly idempotencyKey: string | undefined;
  readonly proof: string | undefined;
}

/**
 * One segment of a path. What URLs read as something else is refused: `..` is another path, and nothing at all would list
 * users instead of reading one.
 */
function segment(field: string, value: unknown): string {
  if (typeof value !== 'string' || value === '') throw invalidField(field, 'must be a text, and not an empty one');
  if (value === '.' || value === '..') throw invalidField(field, 'cannot stand in a URL');
  try {
    return encodeURIComponent(value);
  } catch {
    throw invalidField(field, 'must be well-formed Unicode');
  }
}

function headerValue(field: string, value: string): string {
  if (!/^[\x21-\x7e]{1,255}$/.test(value)) throw invalidField(field, 'must be 1 to 255 printable ASCII characters');
  return value;
}

function queryOf(query: Parts['query'] = {}): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.append(name, String(value));
  const text = given.toString();
  return text === '' ? '' : `?${text}`;
}

/** Throws `invalid_request` for what cannot be sent. */
export function apiRequest(name: OperationName, baseUrl: string, parts: RequestParts): ApiRequest {
  const { path = {}, query, body, idempotencyKey, proof } = parts;
  const [method = '', template = ''] = name.split(' ');
  const filled = template.replaceAll(/\{(\w+)\}/g, (_match, field: string) => segment(field, path[field]));
  return {
    method,
    url: `${baseUrl}${filled}${queryOf(query)}`,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': headerValue('idempotencyKey', idempotencyKey) }),
      ...(proof === undefined ? {} : { 'otpost-proof': headerValue('proof', proof) }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
    // A PATCH that came through says `conflict` to its repeat, and a DELETE `not_found`: they are sent once.
    isRepeatable: method === 'GET' || method === 'PUT' || idempotencyKey !== undefined,
  };
}
