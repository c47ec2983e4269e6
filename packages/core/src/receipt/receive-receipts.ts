import type { Receipt } from '@otpost/provider-kit/receipt';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { keepEarlyReceipt } from './early-receipts.js';
import { type ReceiptReference, readReceiptReference } from './receipt-reference.js';
import { type TakenReceipt, takeReceipt } from './take-receipt.js';

export interface ReceivedReceipts {
  readonly providerId: string;
  /** The last part of the callback address; null: there was none. */
  readonly reference: string | null;
  readonly receipts: readonly Receipt[];
}

/** Throws `forbidden`: whoever calls was not told this address by us. */
export function requireReference(context: Context, providerId: string, text: string): ReceiptReference {
  const reference = readReceiptReference(context.settings.current().keyring, providerId, text);
  if (!reference) throw new OtpostError('forbidden', 'This callback address is none of ours');
  return reference;
}

/** One receipt, and what became of it. */
export interface ReceivedReceipt {
  readonly status: Receipt['status'];
  readonly result: TakenReceipt;
}

/** Takes what a provider told, one after the other. What no message fits yet is kept for a while. */
export async function receiveReceipts(
  context: Context,
  { providerId, reference: text, receipts }: ReceivedReceipts,
): Promise<ReceivedReceipt[]> {
  const received: ReceivedReceipt[] = [];
  const reference = text === null ? null : requireReference(context, providerId, text);
  for (const receipt of receipts) {
    const told = { providerId, receipt, reference };
    const result = await takeReceipt(context, told);
    if (result === 'unknown') await keepEarlyReceipt(context, told);
    received.push({ status: receipt.status, result });
  }
  return received;
}
