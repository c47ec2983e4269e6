import { GetSMSAttributesCommand } from '@aws-sdk/client-sns';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import type { Verification } from '@otpost/provider-kit/verification';
import type { SnsConfig } from './config.js';
import { createSnsClient } from './create-sns-client.js';
import { SnsExchangeError } from './create-sns-handler.js';

/**
 * The keys are known, though they may not read the attributes: a key that may publish and nothing else is a good one. An
 * emulator that only publishes does not know the action.
 */
const knownKeys: ReadonlySet<string> = new Set([
  'AuthorizationError',
  'AccessDenied',
  'AccessDeniedException',
  'InvalidAction',
]);
const unknownKey: ReadonlySet<string> = new Set(['InvalidClientTokenId', 'UnrecognizedClientException']);
const busy = /thrott|TooManyRequests|RequestLimitExceeded|ServiceUnavailable|InternalFailure|InternalError/i;

/** Reads the account's SMS attributes, which sends nothing. */
export async function verifySns(config: SnsConfig, signal: AbortSignal): Promise<Verification> {
  const client = createSnsClient(config, httpLimits);
  try {
    await client.send(new GetSMSAttributesCommand({ attributes: ['DefaultSMSType'] }), { abortSignal: signal });
    return { ok: true };
  } catch (error) {
    return verificationOf(error, config);
  } finally {
    client.destroy();
  }
}

function verificationOf(error: unknown, { endpoint, accessKeyId, region }: SnsConfig): Verification {
  if (error instanceof SnsExchangeError) {
    const { code, reason } = error.failure;
    const field = endpoint === undefined ? 'region' : 'endpoint';
    return {
      ok: false,
      field,
      message: `SNS could not be reached (${code ?? reason}). Check ${field} and the network.`,
    };
  }
  const { Code, name, message = '' } = error as { Code?: string; name?: string; message?: string };
  const code = Code ?? '';
  if (knownKeys.has(code)) return { ok: true };
  if (/CredentialsProviderError/.test(name ?? '')) {
    const advice = 'There are no AWS keys: enter them, or give this machine a role.';
    return { ok: false, field: 'accessKeyId', message: advice };
  }
  if (busy.test(code)) return { ok: false, message: `SNS is busy (${code}). Try again in a moment.` };
  if (unknownKey.has(code)) {
    return {
      ok: false,
      field: 'accessKeyId',
      message: `AWS does not know this access key (${code}). Copy the key again, or make a new one.`,
    };
  }
  if (code === 'SignatureDoesNotMatch' || code === 'IncompleteSignature') {
    return {
      ok: false,
      field: 'secretAccessKey',
      message: `The secret does not belong to this access key (${code}). Copy it again.`,
    };
  }
  const field = accessKeyId === undefined ? {} : { field: 'accessKeyId' };
  return { ok: false, ...field, message: `SNS in ${region} refuses (${code || 'no readable answer'}): ${message}` };
}
