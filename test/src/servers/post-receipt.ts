import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** A receipt as a gateway or a bounce processor posts it: signed as Standard Webhooks 1.0.0 says. */
export function postReceipt(url: string, receipt: object, secret: string): Promise<Response> {
  const body = JSON.stringify(receipt);
  const id = `msg_${randomBytes(8).toString('hex')}`;
  // Read once: the second may end between two looks.
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
  return fetch(url, { method: 'POST', headers, body });
}

export interface TwilioCallback {
  /** As Twilio was told it: what is signed. */
  readonly told: string;
  /** Where the process really listens. */
  readonly origin: string;
  readonly authToken: string;
}

/** Twilio docs, "Validating signatures": the address that it was told, then each field in the order of the names. */
export function callBackAsTwilio(
  { told, origin, authToken }: TwilioCallback,
  fields: Readonly<Record<string, string>>,
): Promise<Response> {
  const names = Object.keys(fields).toSorted();
  const signed = names.reduce((all, name) => all + name + fields[name], told);
  return fetch(`${origin}${new URL(told).pathname}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', authToken).update(signed).digest('base64'),
    },
    body: new URLSearchParams(fields),
  });
}
