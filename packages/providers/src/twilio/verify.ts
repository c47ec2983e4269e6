import { exchangeHttp, type HttpAnswer } from '@otpost/provider-kit/exchange-http';
import type { Verification } from '@otpost/provider-kit/verification';
import type { TwilioConfig } from './config.js';
import { usaApi } from './usa-api.js';

/** Twilio docs, "Error and Warning Dictionary". */
const testCredentials = 20008;

/** Reads the account (Twilio REST API, "Account resource"), which sends nothing. */
export async function verifyTwilio(config: TwilioConfig, signal: AbortSignal): Promise<Verification> {
  const { accountSid, authToken, baseUrl = usaApi } = config;
  const base = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`;
  const authorization = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
  const url = new URL(`2010-04-01/Accounts/${accountSid}.json`, base);
  const exchange = await exchangeHttp({ method: 'GET', url, headers: { authorization } }, { signal });
  if (exchange.kind === 'answer') return verificationOf(exchange, config);
  const cause = exchange.code ?? exchange.reason;
  const message = `Twilio could not be reached (${cause}). Check the API address and the network.`;
  return { ok: false, message, ...(config.baseUrl === undefined ? {} : { field: 'baseUrl' }) };
}

function verificationOf(answer: HttpAnswer, { baseUrl }: TwilioConfig): Verification {
  const { status } = answer;
  const { code, state } = readAnswer(answer);
  if (status >= 200 && status < 300) {
    if (state === undefined || state === 'active') return { ok: true };
    return no('accountSid', `The Twilio account is ${state}. Open it again in the Twilio console.`);
  }
  if (code === testCredentials) {
    return no('authToken', 'These are test credentials, by which Twilio sends nothing. Take the live ones.');
  }
  if (status === 401 || status === 403) {
    return no(
      'authToken',
      `Twilio refuses account SID and auth token (${code ?? status}). Copy both again from the Twilio console.`,
    );
  }
  if (status === 429 || status >= 500)
    return no(null, `Twilio is not available (HTTP ${status}). Try again in a moment.`);
  // An emulator that takes messages need not know the account.
  if (baseUrl !== undefined && code === undefined && status >= 400) return { ok: true };
  if (status >= 300 && status < 400)
    return no('baseUrl', 'The API address leads elsewhere; write the one it leads to.');
  return no('accountSid', `Twilio does not know this account (${code ?? status}). Copy the account SID again.`);
}

function readAnswer({ body, complete }: HttpAnswer): { readonly code?: number; readonly state?: string } {
  try {
    const read: unknown = complete ? JSON.parse(Buffer.from(body).toString('utf8')) : undefined;
    const { code, status } = (read ?? {}) as { code?: unknown; status?: unknown };
    return {
      ...(typeof code === 'number' ? { code } : {}),
      ...(typeof status === 'string' ? { state: status } : {}),
    };
  } catch {
    return {};
  }
}

function no(field: string | null, message: string): Verification {
  return { ok: false, message, ...(field === null ? {} : { field }) };
}
