import type { WebhookEvent } from './generated/webhook-event.js';

/** As `fetch` gives them, or as the servers of Node do. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

export interface ReceivedWebhook {
  /** The `secret` of the webhook, `whsec_...`; while it is changed, the old one and the new one. */
  readonly secret: string | readonly string[];
  readonly headers: WebhookHeaders;
  /** The body as it came: parsed and written again it has another signature. */
  readonly body: string | Uint8Array;
  /** Milliseconds. Default: now. */
  readonly now?: number | undefined;
}

export type RefusedBecause =
  /** One of the three headers is not there, or cannot be read. */
  | 'header_missing'
  /** More than five minutes before now: perhaps an old message that somebody sends again. */
  | 'too_old'
  /** More than five minutes after now: is the clock of this machine right? */
  | 'too_new'
  /** Signed by another secret, or changed on its way. */
  | 'wrong_signature'
  /** Signed right, and yet no event. */
  | 'no_event';

export type VerifiedWebhook =
  | {
      readonly verified: true;
      /** The same for every try of one message: tells a repetition. */
      readonly id: string;
      readonly event: WebhookEvent;
    }
  | { readonly verified: false; readonly reason: RefusedBecause };

/** As the libraries of Standard Webhooks take it. */
const toleranceSeconds = 5 * 60;
const secretPrefix = 'whsec_';
/** Two while a secret is changed; more are nobody's but still cost an HMAC each. */
const mostSignatures = 10;

const refused = (reason: RefusedBecause): VerifiedWebhook => ({ verified: false, reason });

function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** The secret is in none of the errors. */
function importSecret(secret: string) {
  const bytes = bytesOfBase64(secret.startsWith(secretPrefix) ? secret.slice(secretPrefix.length) : secret);
  if (!bytes || bytes.length === 0) throw new TypeError('secret: must be the secret of a webhook, whsec_...');
  return crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
}

/** Not by `instanceof`: a framework may bring its own. */
const isHeaders = (headers: WebhookHeaders): headers is Headers => typeof headers['get' as keyof object] === 'function';

function headerOf(headers: WebhookHeaders, name: string): string {
  if (isHeaders(headers)) return headers.get(name) ?? '';
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof value === 'string' ? value : (value?.join(' ') ?? '');
}

function signedBytes(id: string, timestamp: string, body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const head = encoder.encode(`${id}.${timestamp}.`);
  const tail = typeof body === 'string' ? encoder.encode(body) : body;
  const all = new Uint8Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}

/** `v1,<base64>`, several with a space between; signatures of other versions are not ours. */
function signaturesOf(header: string): readonly Uint8Array<ArrayBuffer>[] {
  const signatures = header.split(' ').filter((one) => one.startsWith('v1,'));
  return signatures.slice(0, mostSignatures).flatMap((one) => bytesOfBase64(one.slice('v1,'.length)) ?? []);
}

function parseEvent(body: string | Uint8Array): WebhookEvent | undefined {
  try {
    const event: unknown = JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body));
    const isEvent = typeof event === 'object' && event !== null && 'type' in event && typeof event.type === 'string';
    return isEvent ? (event as WebhookEvent) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a message that came to your webhook is of Otpost, and the event in it. Answer 2xx when it is verified, also for a type
 * that you do not know, and 400 otherwise. The runtime compares in constant time.
 */
export async function verifyWebhook({
  secret,
  headers,
  body,
  now = Date.now(),
}: ReceivedWebhook): Promise<VerifiedWebhook> {
  const keys = await Promise.all((typeof secret === 'string' ? [secret] : secret).map(importSecret));
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new TypeError('body: must be the body as it came, a string or bytes; not what was parsed of it');
  }
  const id = headerOf(headers, 'webhook-id');
  const timestamp = headerOf(headers, 'webhook-timestamp');
  const signatures = signaturesOf(headerOf(headers, 'webhook-signature'));
  if (id === '' || !/^\d{1,12}$/.test(timestamp) || signatures.length === 0) return refused('header_missing');

  const ageSeconds = Math.floor(now / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) return refused('too_old');
  if (ageSeconds < -toleranceSeconds) return refused('too_new');

  const signed = signedBytes(id, timestamp, body);
  const tries = keys.flatMap((key) =>
    signatures.map((signature) => crypto.subtle.verify('HMAC', key, signature, signed)),
  );
  if (!(await Promise.all(tries)).includes(true)) return refused('wrong_signature');

  const event = parseEvent(body);
  return event ? { verified: true, id, event } : refused('no_event');
}
