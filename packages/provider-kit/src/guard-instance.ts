import type { Message } from './message.js';
import type { Outcome } from './outcome.js';
import type { ProviderInstance } from './provider-definition.js';
import { holdsAny, redact, spellingsOf } from './redact.js';

interface GuardOptions {
  readonly name: string;
  /** Values of the write-only config fields. */
  readonly secrets: readonly string[];
  readonly sendTimeoutMilliseconds: number;
}

/** What a provider gets beyond its own timeout before the guard answers for it. */
const graceMilliseconds = 500;

/**
 * Keeps the promises of a provider whoever wrote it: it answers in time, it does not throw,
 * and what it says holds no code, no address and no secret.
 */
export function guardInstance(instance: ProviderInstance, options: GuardOptions): ProviderInstance {
  return {
    async send(message, signal) {
      if (signal.aborted) {
        return { class: 'failover', detail: `The send was ended before ${options.name} was asked.` };
      }
      const outcome = await answerInTime(instance, message, signal, options);
      return withoutSecrets(outcome, message, options.secrets);
    },
    close: () => instance.close(),
  };
}

function answerInTime(
  instance: ProviderInstance,
  message: Message,
  signal: AbortSignal,
  { name, sendTimeoutMilliseconds }: GuardOptions,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const timer = setTimeout(
      () => resolve({ class: 'ambiguous', detail: `${name} did not answer in time; it may have taken the message.` }),
      sendTimeoutMilliseconds + graceMilliseconds,
    );
    const threw = (error: unknown) => {
      const kind = error instanceof Error ? error.name : typeof error;
      return { class: 'ambiguous', detail: `The code of ${name} failed (${kind}); the message may be out.` } as const;
    };
    void runSend(instance, message, signal)
      .catch(threw)
      .then(resolve)
      .finally(() => clearTimeout(timer));
  });
}

/** `async`, so that a provider that throws before its first await is caught as well. */
async function runSend(instance: ProviderInstance, message: Message, signal: AbortSignal): Promise<Outcome> {
  return await instance.send(message, signal);
}

function withoutSecrets(outcome: Outcome, message: Message, secrets: readonly string[]): Outcome {
  const forbidden = [...secrets, ...spellingsOf(message.to), ...(message.code ? [message.code] : [])];
  const { providerCode, providerMessageId, ...rest } = outcome;
  const isClean = (text: string | undefined): text is string =>
    text !== undefined && /^[\x21-\x7e]{1,200}$/.test(text) && !holdsAny(text, forbidden);
  return {
    ...rest,
    detail: redact(outcome.detail, forbidden),
    ...(isClean(providerCode) ? { providerCode } : {}),
    ...(isClean(providerMessageId) ? { providerMessageId } : {}),
  };
}
