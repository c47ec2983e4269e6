import { type FieldError, OtpostError, type OtpostErrorCode } from './otpost-error.js';

/** The longest honest answer is a page of 200 deliveries, well under one megabyte. */
const longestBodyBytes = 4 * 1024 * 1024;

interface Problem {
  readonly code: OtpostErrorCode;
  readonly detail: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  readonly limit?: string;
  readonly retryAfter?: number;
  readonly dependency?: string;
  readonly current?: unknown;
}

/** Seconds, or a date as proxies send it. */
function retryAfterOf(headers: Headers, nowMilliseconds: number): number | undefined {
  const value = headers.get('retry-after') ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const at = value === '' ? Number.NaN : Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - nowMilliseconds) / 1000));
}

function unreadable(response: Response, what: string, nowMilliseconds: number): OtpostError {
  const { status, headers } = response;
  return new OtpostError('unreadable_answer', `${what}. Is baseUrl the address of Otpost?`, {
    status,
    requestId: headers.get('otpost-request-id') ?? undefined,
    retryAfterSeconds: retryAfterOf(headers, nowMilliseconds),
  });
}

/** The whole body as text, or undefined when it is longer than an answer can be. */
async function readText({ body }: Response): Promise<string | undefined> {
  if (!body) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > longestBodyBytes) {
      await reader.cancel();
      return undefined;
    }
    text += decoder.decode(value, { stream: true });
  }
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isProblem = (body: object): body is Problem =>
  'code' in body && typeof body.code === 'string' && 'detail' in body && typeof body.detail === 'string';

function problemError({ status, headers }: Response, problem: Problem, nowMilliseconds: number): OtpostError {
  const { code, detail, requestId, errors, limit, retryAfter, dependency, current } = problem;
  const retryAfterSeconds = retryAfter ?? retryAfterOf(headers, nowMilliseconds);
  return new OtpostError(code, detail, { status, requestId, errors, limit, retryAfterSeconds, dependency, current });
}

/** The body of a good answer; undefined for one without. Throws what Otpost refused with, or `unreadable_answer`. */
export async function readAnswer(response: Response, apiKey: string, nowMilliseconds: number): Promise<unknown> {
  const { status, headers, type } = response;
  // Followed, the key would go to a host that nobody chose.
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) {
    await response.body?.cancel();
    throw unreadable(response, 'The server sends elsewhere, which is not followed', nowMilliseconds);
  }
  const mediaType = headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = mediaType === 'application/json' || mediaType === 'application/problem+json';
  if (!isJson && status !== 204) {
    await response.body?.cancel();
    const kind = mediaType === '' ? 'something without a type' : mediaType;
    throw unreadable(response, `The server answered ${status} with ${kind} instead of JSON`, nowMilliseconds);
  }
  const text = await readText(response);
  if (text === undefined) throw unreadable(response, 'The answer is longer than any of Otpost', nowMilliseconds);
  if (status === 204) return undefined;
  // What stands between may echo a request into its error.
  const body = parseObject(response.ok ? text : text.replaceAll(apiKey, '[key]'));
  if (body && response.ok) return body;
  if (body && isProblem(body)) throw problemError(response, body, nowMilliseconds);
  throw unreadable(response, `The server answered ${status} with JSON that is not of Otpost`, nowMilliseconds);
}
