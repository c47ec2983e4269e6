import type { ProviderMetadata } from './provider-definition.js';
import { redact } from './redact.js';
import { startDeadline } from './start-deadline.js';
import type { Verification } from './verification.js';

/** Somebody waits in front of a form, and the request that asks has its own limit. */
export const verifyMilliseconds = 7000;

interface Guard {
  readonly metadata: ProviderMetadata;
  /** Values of the write-only config fields. */
  readonly secrets: readonly string[];
}

/** Keeps the promises of a check whoever wrote it: it answers in time, does not throw, names known fields and tells no secret. */
export async function guardVerification(
  verify: (signal: AbortSignal) => Promise<Verification>,
  { metadata, secrets }: Guard,
): Promise<Verification> {
  const deadline = startDeadline(verifyMilliseconds, new AbortController().signal);
  try {
    return told(
      await Promise.race([verify(deadline.signal), timeUp(deadline.signal, metadata.name)]),
      metadata,
      secrets,
    );
  } catch (error) {
    const kind = error instanceof Error ? error.name : typeof error;
    return { ok: false, message: `The code of ${metadata.name} failed (${kind}).` };
  } finally {
    deadline.clear();
  }
}

function timeUp(signal: AbortSignal, name: string): Promise<Verification> {
  const message = `${name} did not answer in time. Check the address, and whether this machine may reach it.`;
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve({ ok: false, message }), { once: true });
  });
}

function told(verification: Verification, metadata: ProviderMetadata, secrets: readonly string[]): Verification {
  if (verification.ok) return { ok: true };
  const { field } = verification;
  const isKnown = metadata.formFields.some(({ name }) => name === field);
  return {
    ok: false,
    message: redact(verification.message, secrets),
    ...(field !== undefined && isKnown ? { field } : {}),
  };
}
