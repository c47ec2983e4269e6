import { OtpostError } from '@otpost/core/errors';
import type { Call } from '../route/call.js';

/** How long an answer that holds a secret may be repeated (OWASP ASVS 14.2: a secret is shown once). */
const secretLifeMilliseconds = 5 * 60 * 1000;

/** What is kept of the first answer to a POST, and how a repeated request is answered from it. */
export interface Replay {
  /** The id that the work will use; made before the work, so that a second try after a crash does the same work. */
  readonly newId: (call: Call) => string;
  readonly keep: (call: Call, body: unknown) => string;
  readonly rebuild: (call: Call, kept: string, ageMilliseconds: number) => Promise<unknown>;
}

function sealPlace(call: Call): string {
  return `idempotency:${call.repeatable}`;
}

function keepSealed(call: Call, body: unknown): string {
  const { keyring } = call.context.settings.current();
  return keyring.seal(call.caller?.applicationId ?? null, sealPlace(call), JSON.stringify(body ?? null));
}

function openSealed(call: Call, kept: string): unknown {
  const { keyring } = call.context.settings.current();
  return JSON.parse(keyring.unseal(call.caller?.applicationId ?? null, sealPlace(call), kept)) ?? undefined;
}

/** The same answer for as long as the record lives. Work that makes something takes `{ ...storedAnswer, newId }` and uses `workId`. */
export const storedAnswer: Replay = {
  newId: (call) => call.requestId,
  keep: keepSealed,
  rebuild: async (call, kept) => openSealed(call, kept),
};

/** For an answer that shows a secret once: the same for five minutes, then `already_revealed`. */
export const secretAnswer: Replay = {
  newId: (call) => call.requestId,
  keep: keepSealed,
  rebuild: async (call, kept, ageMilliseconds) => {
    if (ageMilliseconds <= secretLifeMilliseconds) return openSealed(call, kept);
    throw new OtpostError(
      'already_revealed',
      'This request was answered more than five minutes ago; make a new secret',
    );
  },
};
