import { randomBytes } from 'node:crypto';
import type { HttpBehaviour } from './http-behaviour.js';
import { type FakeAsides, type FakeHttp, startFakeHttp } from './start-fake-http.js';

/** Twilio's Messages resource: form in, JSON out. The account itself can be read. */
export interface FakeTwilio extends FakeHttp {
  /** The message forms received, in order. */
  messages(): URLSearchParams[];
}

export async function startFakeTwilio(): Promise<FakeTwilio> {
  const fake = await startFakeHttp({
    accepted: ({ body }) => ({ status: 201, headers: json, body: JSON.stringify(queued(new URLSearchParams(body))) }),
    asides: account,
  });
  return { ...fake, messages: () => fake.received.map(({ body }) => new URLSearchParams(body)) };
}

/** A Twilio error answer, as the service writes it. */
export function twilioError(
  code: number,
  status: number,
  message = 'The request was refused.',
  headers: Readonly<Record<string, string>> = {},
): HttpBehaviour {
  const body = JSON.stringify({ code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status });
  return { kind: 'answer', status, headers: { ...json, ...headers }, body };
}

const json = { 'content-type': 'application/json' };

/** Reading the account, which sends nothing. */
const account: FakeAsides = {
  isAside: ({ method }) => method === 'GET',
  answer: ({ path }) => {
    const sid = /Accounts\/(AC[0-9a-f]{32})\.json$/i.exec(path)?.[1] ?? '';
    return { status: 200, headers: json, body: JSON.stringify({ sid, status: 'active', type: 'Full' }) };
  },
};

function queued(form: URLSearchParams): Record<string, unknown> {
  return {
    sid: `SM${randomBytes(16).toString('hex')}`,
    status: 'queued',
    to: form.get('To'),
    from: form.get('From'),
    messaging_service_sid: form.get('MessagingServiceSid'),
    body: form.get('Body'),
    num_segments: '1',
    direction: 'outbound-api',
    error_code: null,
    error_message: null,
  };
}
