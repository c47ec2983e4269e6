import type { Message } from '@otpost/provider-kit/message';
import type { Outcome } from '@otpost/provider-kit/outcome';
import type { ProviderInstance } from '@otpost/provider-kit/provider-definition';

const longestDetail = 300;
/**
 * A provider keeps its own time limit, and only it knows whether the message was on its way by then. So it gets a little
 * longer to say so than this last resort, and less than the slack of the lease.
 */
const graceMilliseconds = 2000;

/** Takes out what a provider echoed: its words go to history and to the admin. */
function withoutSecrets(text: string, message: Message): string {
  let clean = text.replaceAll(message.to, '…');
  if (message.code !== undefined) clean = clean.replaceAll(message.code, '…');
  return clean.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, longestDetail);
}

async function withinTime(instance: ProviderInstance, message: Message, timeoutMilliseconds: number): Promise<Outcome> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => {
      resolve({ class: 'ambiguous', detail: 'The provider did not answer in time' });
      abort.abort();
    }, timeoutMilliseconds + graceMilliseconds);
  });
  try {
    return await Promise.race([instance.send(message, abort.signal), tooLong]);
  } catch {
    // A provider that throws has a fault of its own; whether it sent something nobody knows.
    return { class: 'ambiguous', detail: 'The provider failed unexpectedly' };
  } finally {
    clearTimeout(timer);
  }
}

/** One handover to one provider: always an outcome, always within its time, never a secret in the words. */
export async function handOver(
  instance: ProviderInstance,
  message: Message,
  timeoutMilliseconds: number,
): Promise<Outcome> {
  const outcome = await withinTime(instance, message, timeoutMilliseconds);
  return { ...outcome, detail: withoutSecrets(outcome.detail, message) };
}
