import type { IncomingMessage } from 'node:http';
import { invalidField, OtpostError } from '@otpost/core/errors';

/** Enough for every request of /v1 (OWASP ASVS 4.1: bodies are bounded before they are read). */
export const usualBodyBytes = 16 * 1024;

const nothing = Buffer.alloc(0);
const jsonType = /^application\/json[\t ]*(?:;[\t ]*charset="?utf-8"?[\t ]*)?$/i;

function tooLarge(longestBytes: number): OtpostError {
  const message = `must be at most ${longestBytes} bytes`;
  return new OtpostError('payload_too_large', `body: ${message}`, { errors: [{ field: 'body', message }] });
}

function unsupported(field: string, message: string): OtpostError {
  return new OtpostError('unsupported_media_type', `${field}: ${message}`, { errors: [{ field, message }] });
}

function hasBody(request: IncomingMessage): boolean {
  const length = request.headers['content-length'];
  return request.headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

function checkType(request: IncomingMessage): void {
  const type = request.headers['content-type'] ?? '';
  if (type !== 'application/json' && !jsonType.test(type)) {
    throw unsupported('Content-Type', 'must be application/json, in UTF-8');
  }
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw unsupported('Content-Encoding', 'is not taken: send the body uncompressed');
  }
}

function collect(request: IncomingMessage, longestBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const take = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= longestBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      // The rest is read and thrown away, so that the caller can still read the answer.
      request.resume();
      reject(tooLarge(longestBytes));
    };
    request.on('data', take);
    // Each comes once. A broken request closes, so that nobody need listen to its error.
    request.on('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.on('close', () => {
      // Every request closes; making an error for each would cost more than reading it.
      if (!request.complete) reject(invalidField('body', 'ended too early'));
    });
  });
}

/** The raw body, of any type. Throws `payload_too_large` as soon as it is known. */
export async function readAnyBody(request: IncomingMessage, longestBytes: number): Promise<Buffer> {
  if (!hasBody(request)) return nothing;
  if (Number(request.headers['content-length'] ?? 0) > longestBytes) throw tooLarge(longestBytes);
  return collect(request, longestBytes);
}

/**
 * The raw body; empty when there is none. Throws `unsupported_media_type` for what is not plain JSON in UTF-8 by its headers,
 * and `payload_too_large` as soon as it is known.
 */
export async function readBody(request: IncomingMessage, longestBytes = usualBodyBytes): Promise<Buffer> {
  if (hasBody(request)) checkType(request);
  return readAnyBody(request, longestBytes);
}
