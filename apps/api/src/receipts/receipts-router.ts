import type { Context } from '@otpost/core/context';
import { OtpostError } from '@otpost/core/errors';
import { receiveReceipts, requireReference } from '@otpost/core/receipt/receive-receipts';
import { openProviderConfig } from '@otpost/core/settings/providers/provider-config';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import type { Receipt, ReceiptReading } from '@otpost/provider-kit/receipt';
import { type Request, Router } from 'express';
import { contextOfRequest } from '../http/context-of-request.js';
import { readAnyBody } from '../http/read-body.js';
import type { ApiResponse } from '../http/request-facts.js';
import { sendAnswer } from '../http/send-answer.js';
import { receiptPaths } from './receipt-paths.js';

/** A thousand receipts in one call. */
const longestBodyBytes = 1024 * 1024;

export interface ReceiptParts {
  readonly context: Context;
  readonly kinds: ProviderKinds;
  /** Without a slash at its end. */
  readonly publicUrl: string;
}

function receiptsOf(reading: ReceiptReading): readonly Receipt[] {
  if (reading.kind === 'read') return reading.receipts;
  if (reading.kind === 'forged') throw new OtpostError('forbidden', reading.message);
  const { field, message } = reading;
  throw new OtpostError('invalid_request', `${field}: ${message}`, { errors: [{ field, message }] });
}

/** A header that stands twice is joined, and so fits no signature. */
function headersOf({ headers }: Request): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value]),
  );
}

async function readReceipts({ context, kinds, publicUrl }: ReceiptParts, request: Request, providerId: string) {
  const { providers, keyring } = context.settings.current();
  const provider = providers.get(providerId);
  const definition = provider && kinds.get(provider.kind);
  if (!provider || !definition?.readReceipts) {
    throw new OtpostError('not_found', 'There is no provider with this id that gives receipts');
  }
  const asked = {
    method: request.method,
    // What the provider signs is the address that we told it, whatever a proxy has made of it.
    url: `${publicUrl}${request.originalUrl}`,
    headers: headersOf(request),
    body: (await readAnyBody(request, longestBodyBytes)).toString('utf8'),
  };
  const config = openProviderConfig(keyring, provider);
  return receiptsOf(await definition.readReceipts(config, asked, kinds.environment));
}

function serveReceipts(parts: ReceiptParts) {
  return async (request: Request, response: ApiResponse): Promise<void> => {
    const { providerId = '', reference = null } = request.params as { providerId?: string; reference?: string };
    const { facts } = response.locals;
    facts.route = reference === null ? receiptPaths.all : receiptPaths.one;
    if (reference !== null) requireReference(parts.context, providerId, reference);
    const receipts = await readReceipts(parts, request, providerId);
    const context = contextOfRequest(parts.context, request, facts);
    const received = await receiveReceipts(context, { providerId, reference, receipts });
    facts.outcome = { verb: 'receipts', provider: providerId, received };
    sendAnswer(response, facts.requestId, { status: 204 });
  };
}

/** Callbacks of providers, each signed as its provider signs. They carry no key of ours. */
export function receiptsRouter(parts: ReceiptParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const paths = Object.values(receiptPaths);
  router.post(paths, serveReceipts(parts));
  router.all(paths, (request: Request, response: ApiResponse) => {
    response.setHeader('Allow', 'POST');
    throw new OtpostError('method_not_allowed', `${request.method} is not taken here; POST is`);
  });
  return router;
}
