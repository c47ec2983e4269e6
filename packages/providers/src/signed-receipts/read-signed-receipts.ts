import type { Receipt, ReceiptReading, ReceiptRequest } from '@otpost/provider-kit/receipt';
import { Webhook } from 'standardwebhooks';
import type { z } from 'zod';
import { receiptBodySchema } from './receipt-body.js';

const forged = (message: string): ReceiptReading => ({ kind: 'forged', message });

/** The id, the time and the body are signed together; the library refuses what is more than five minutes old. */
function faultOfSignature(secret: string, { headers, body }: ReceiptRequest): string | undefined {
  const names = ['webhook-id', 'webhook-timestamp', 'webhook-signature'];
  const signed = Object.fromEntries(names.map((name) => [name, headers[name] ?? '']));
  try {
    new Webhook(secret).verify(body, signed);
    return undefined;
  } catch (error) {
    // It parses what it has found to be genuine: what is no JSON is a matter of the reader.
    return error instanceof SyntaxError ? undefined : (error as Error).message;
  }
}

function unreadable(error: z.ZodError): ReceiptReading {
  const [issue] = error.issues.flatMap((one) => (one.code === 'invalid_union' ? (one.errors.at(0) ?? []) : [one]));
  return { kind: 'unreadable', field: issue?.path.join('.') || 'body', message: issue?.message ?? 'is no receipt' };
}

function present(receipt: z.infer<typeof receiptBodySchema>): Receipt[] {
  const all = 'receipts' in receipt ? receipt.receipts : [receipt];
  return all.map((one) => Object.fromEntries(Object.entries(one).filter(([, value]) => value !== undefined)) as never);
}

/** Reads receipts in Otpost's own form, signed as Standard Webhooks 1.0.0 says. Without a secret nothing is taken. */
export function readSignedReceipts(secret: string | undefined, request: ReceiptRequest): ReceiptReading {
  if (secret === undefined) return forged('This provider has no secret for receipts');
  const fault = faultOfSignature(secret, request);
  if (fault !== undefined) return forged(fault);
  let body: unknown;
  try {
    body = JSON.parse(request.body);
  } catch {
    return { kind: 'unreadable', field: 'body', message: 'is no JSON' };
  }
  const parsed = receiptBodySchema.safeParse(body);
  return parsed.success ? { kind: 'read', receipts: present(parsed.data) } : unreadable(parsed.error);
}
