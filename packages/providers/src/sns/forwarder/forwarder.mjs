// An AWS Lambda function that tells Otpost what became of the SMS that SNS sent. SNS calls nobody back: it writes delivery logs to
// CloudWatch, and a subscription of the log groups calls this function. Paste it as it is; it needs nothing but Node.
//
// Variables: OTPOST_RECEIPTS_URL  https://otpost.example.com/receipts/prv_...  (the SNS provider)
//            OTPOST_RECEIPT_SECRET  whsec_...  (the provider's "Secret of receipts")

import { createHmac } from 'node:crypto';
import { env } from 'node:process';
import { gunzipSync } from 'node:zlib';

const mostReceipts = 1000;

/** SNS developer guide, "SMS delivery failure reasons": those after which nothing more should be sent. */
const suppressions = [
  [/opted out/i, 'opted_out'],
  [/invalid phone number|phone number is not valid|unknown phone number|does not exist/i, 'hard_bounce'],
];

/** One entry of a delivery log as a receipt; undefined for a line that is none. */
export function receiptOf(line) {
  let entry;
  try {
    entry = JSON.parse(line);
  } catch {
    return undefined;
  }
  const providerMessageId = entry?.notification?.messageId;
  if (typeof providerMessageId !== 'string' || !['SUCCESS', 'FAILURE'].includes(entry.status)) return undefined;
  if (entry.status === 'SUCCESS') return { providerMessageId, status: 'delivered' };
  const detail = String(entry.delivery?.providerResponse ?? '').slice(0, 300);
  const suppress = suppressions.find(([words]) => words.test(detail))?.[1];
  return { providerMessageId, status: 'undelivered', detail, ...(suppress ? { suppress } : {}) };
}

/** Standard Webhooks 1.0.0. */
function sign(secret, id, timestamp, body) {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
}

async function post(receipts, id) {
  const body = JSON.stringify({ receipts });
  const timestamp = String(Math.floor(Date.now() / 1000));
  const answer = await fetch(env.OTPOST_RECEIPTS_URL, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': sign(env.OTPOST_RECEIPT_SECRET, id, timestamp, body),
    },
    body,
    signal: AbortSignal.timeout(10_000),
  });
  // Lambda asks again for what throws; receipts may come twice.
  if (!answer.ok) throw new Error(`Otpost answered ${answer.status}: ${await answer.text()}`);
}

export async function handler(event) {
  const { logEvents = [] } = JSON.parse(gunzipSync(Buffer.from(event.awslogs.data, 'base64')).toString('utf8'));
  const receipts = logEvents.map(({ message }) => receiptOf(message)).filter(Boolean);
  for (let first = 0; first < receipts.length; first += mostReceipts) {
    await post(receipts.slice(first, first + mostReceipts), `${logEvents[0].id}-${first}`);
  }
  return { forwarded: receipts.length };
}
