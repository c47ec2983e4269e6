import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestOutcome } from './request-facts.js';
import { type HeaderPairs, jsonHeaders } from './static-headers.js';

export interface Answer {
  readonly status: number;
  /** Sent as JSON; left out: an empty body. */
  readonly body?: unknown;
  readonly headers?: HeaderPairs;
  /** Instead of a body: sent piece by piece, as fast as it is read. */
  readonly stream?: { readonly type: string; readonly pieces: AsyncIterable<string> };
  /** For the metrics, not sent. */
  readonly outcome?: RequestOutcome;
}

/** Head and body leave as one text: as two they would be gathered into a list first, and cost a third more to send. */
function sendText(response: ServerResponse, text: string, isAscii: boolean): void {
  const { socket } = response;
  // While it is corked, node keeps the socket from being corked until the next tick.
  socket?.cork();
  response.write(text, isAscii ? 'latin1' : 'utf8');
  socket?.uncork();
  response.end();
}

/**
 * Sends a long answer piece by piece. Resolves also when the reader went away; what fails on the way breaks the connection, so
 * that nobody takes a part for the whole.
 */
export async function sendStream(
  response: ServerResponse,
  requestId: string,
  { status, headers = [] }: Answer,
  { type, pieces }: NonNullable<Answer['stream']>,
): Promise<void> {
  response.writeHead(status, [...jsonHeaders, 'Otpost-Request-Id', requestId, 'Content-Type', type, ...headers]);
  try {
    await pipeline(Readable.from(pieces), response);
  } catch (error) {
    response.destroy();
    if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}

/** Writes head and body at once: cheaper than Express's own `json`, and without its ETag. */
export function sendAnswer(
  response: ServerResponse,
  requestId: string,
  answer: Answer,
  type = 'application/json',
): void {
  const text = answer.body === undefined ? '' : JSON.stringify(answer.body);
  const length = Buffer.byteLength(text);
  const headers = [...jsonHeaders, 'Otpost-Request-Id', requestId, 'Content-Length', String(length)];
  if (text !== '') headers.push('Content-Type', type);
  if (answer.headers) headers.push(...answer.headers);
  response.writeHead(answer.status, headers);
  if (text === '') response.end();
  else sendText(response, text, length === text.length);
}
