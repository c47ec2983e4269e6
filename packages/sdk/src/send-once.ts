import type { ApiRequest } from './api-request.js';
import { OtpostError } from './otpost-error.js';
import type { Connection } from './otpost-options.js';
import { readAnswer } from './read-answer.js';

interface Once {
  readonly limitMilliseconds: number;
  readonly signal: AbortSignal | undefined;
}

/** `ECONNREFUSED` and the like, where the runtime tells it. */
function faultName(error: unknown): string {
  const cause = typeof error === 'object' && error !== null && 'cause' in error ? error.cause : undefined;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** One try: the request, and all of its answer, within the limit. Throws OtpostError alone. */
export async function sendOnce(connection: Connection, request: ApiRequest, { limitMilliseconds, signal }: Once) {
  const { method, url, headers, body } = request;
  const ending = new AbortController();
  const end = (): void => ending.abort();
  const timer = setTimeout(end, limitMilliseconds);
  signal?.addEventListener('abort', end);
  try {
    if (signal?.aborted) end();
    const response = await connection.fetch(url, {
      method,
      headers: { ...headers, accept: 'application/json', authorization: `Bearer ${connection.apiKey}` },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: ending.signal,
    });
    return await readAnswer(response, connection.apiKey, connection.now());
  } catch (error) {
    if (error instanceof OtpostError) throw error;
    if (signal?.aborted) throw new OtpostError('aborted', 'The call was aborted', { cause: signal.reason });
    if (ending.signal.aborted) {
      throw new OtpostError('timed_out', `No answer within ${Math.round(limitMilliseconds)} milliseconds`);
    }
    throw new OtpostError('no_answer', `No answer: the connection failed${faultName(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
  }
}
