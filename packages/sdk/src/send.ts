import { apiRequest, type OperationName, type Parts, type PostOptions, type ProofOptions } from './api-request.js';
import type { Operations } from './generated/operations.js';
import { OtpostError } from './otpost-error.js';
import { type Connection, checkedTimeLimit } from './otpost-options.js';
import { sendOnce } from './send-once.js';
import { waitBeforeRepeat } from './wait-before-repeat.js';

type SendOptions = PostOptions & ProofOptions;

/** Sends what the table of operations says, and gives what it says. Throws OtpostError. */
export type Send = <Name extends OperationName>(
  name: Name,
  parts: Operations[Name]['parts'],
  options?: SendOptions,
) => Promise<Operations[Name]['answer']>;

/**
 * These work while Redis is away, unless they have a key: it is kept there. So they get none, and without one they are not
 * repeated, since a recovery code is right once.
 */
const withoutOwnKey: ReadonlySet<OperationName> = new Set<OperationName>([
  'POST /v1/users/{id}/recovery-codes/check',
  'POST /v1/users/{id}/app-passwords/check',
]);

function keyFor(name: OperationName, { idempotencyKey }: SendOptions, newKey: () => string): string | undefined {
  if (!name.startsWith('POST ')) return undefined;
  return idempotencyKey ?? (withoutOwnKey.has(name) ? undefined : newKey());
}

async function sendTable(connection: Connection, name: OperationName, parts: Parts, options: SendOptions) {
  const { baseUrl, now, random, wait, newKey } = connection;
  const { signal, proof } = options;
  const limit = checkedTimeLimit(options.timeLimitMilliseconds ?? connection.timeLimitMilliseconds);
  const request = apiRequest(name, baseUrl, { ...parts, proof, idempotencyKey: keyFor(name, options, newKey) });
  const mostTries = request.isRepeatable ? connection.tries : 1;
  const deadline = now() + limit;
  for (let tries = 1; ; tries += 1) {
    const left = Math.max(1, deadline - now());
    // A try that hangs leaves half of the time for the others.
    const limitMilliseconds = tries < mostTries ? left / 2 : left;
    try {
      return await sendOnce(connection, request, { limitMilliseconds, signal });
    } catch (error) {
      if (!(error instanceof OtpostError) || tries >= mostTries) throw error;
      const milliseconds = waitBeforeRepeat({ error, tries, leftMilliseconds: deadline - now(), random });
      if (milliseconds === undefined) throw error;
      await wait(milliseconds, signal);
    }
  }
}

export function createSend(connection: Connection): Send {
  // The table types what the wire brings: it is written from the schemas that the API answers by.
  return ((name, parts, options = {}) => sendTable(connection, name, parts, options)) as Send;
}
