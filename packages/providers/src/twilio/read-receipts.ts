import type { Receipt, ReceiptReading, ReceiptRequest } from '@otpost/provider-kit/receipt';
import type { TwilioConfig } from './config.js';

/** Twilio docs, "Message resource: status values". What is not here says nothing new. */
const statuses: Readonly<Record<string, Receipt['status']>> = {
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  canceled: 'undelivered',
};

/** Twilio docs, "Error and Warning Dictionary": no such number, a landline, and the owner who said STOP. */
const suppressed: Readonly<Record<string, Receipt['suppress']>> = {
  '30005': 'hard_bounce',
  '30006': 'hard_bounce',
  '21610': 'opted_out',
};

function receiptOf(form: Readonly<Record<string, string>>): Receipt | undefined {
  const { MessageStatus = '', MessageSid, ErrorCode } = form;
  const status = statuses[MessageStatus];
  if (status === undefined) return undefined;
  const suppress = ErrorCode === undefined ? undefined : suppressed[ErrorCode];
  return {
    status,
    ...(MessageSid && /^(SM|MM)[0-9a-f]{32}$/i.test(MessageSid) ? { providerMessageId: MessageSid } : {}),
    ...(ErrorCode && /^\d{1,6}$/.test(ErrorCode) ? { providerCode: ErrorCode } : {}),
    ...(suppress === undefined || status !== 'undelivered' ? {} : { suppress }),
  };
}

/**
 * A status callback (Twilio docs, "Track outbound message status"), signed over the address that we told Twilio and over all
 * fields ("Validate that webhook requests are coming from Twilio"); the vendor's own code judges.
 */
export async function readTwilioReceipts(
  { authToken }: TwilioConfig,
  { headers, body, url }: ReceiptRequest,
): Promise<ReceiptReading> {
  const { default: twilio } = await import('twilio');
  const pairs = [...new URLSearchParams(body)];
  const form = Object.fromEntries(pairs);
  // A name that stands twice would be judged by one of its values and read by another.
  const isDoubled = Object.keys(form).length !== pairs.length;
  if (isDoubled || !twilio.validateRequest(authToken, headers['x-twilio-signature'] ?? '', url, form)) {
    return { kind: 'forged', message: 'The signature of Twilio does not fit' };
  }
  const receipt = receiptOf(form);
  return { kind: 'read', receipts: receipt ? [receipt] : [] };
}
