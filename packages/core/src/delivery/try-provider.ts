import type { Outcome } from '@otpost/provider-kit/outcome';
import { writeReceiptReference } from '../receipt/receipt-reference.js';
import type { ProviderRecord } from '../records.js';
import type { DeliverContext, OpenedAttempt } from './deliver-context.js';
import { handOver } from './hand-over.js';
import { renderDelivery } from './render-delivery.js';

/**
 * The API may have taken a challenge with settings that have not reached this worker yet, such as those of an application
 * made a moment ago. So they are read once more before a delivery is judged impossible.
 */
export async function readSettingsAgain(context: DeliverContext): Promise<void> {
  try {
    await context.settings.refresh();
  } catch (error) {
    context.warn('settings not read again', { error: String(error) });
  }
}

/** Where this provider may tell what became of this handover. */
function receiptUrl(
  { settings, publicUrl }: DeliverContext,
  { challenge, attempt: number }: OpenedAttempt,
  provider: string,
) {
  const reference = { ownerId: challenge.id, send: challenge.send, attempt: number };
  const { keyring } = settings.current();
  return `${publicUrl}/receipts/${provider}/${writeReceiptReference(keyring, provider, reference)}`;
}

/** One handover to one provider, and what it tells the breaker. */
export async function tryProvider(
  context: DeliverContext,
  opened: OpenedAttempt,
  provider: ProviderRecord,
): Promise<Outcome> {
  const prepare = () => ({
    instance: context.providers.instanceOf(provider),
    message: {
      ...renderDelivery(context, opened),
      // Only some providers ask for it.
      get receiptUrl() {
        return receiptUrl(context, opened, provider.id);
      },
    },
  });
  let prepared: ReturnType<typeof prepare> | undefined;
  try {
    prepared = prepare();
  } catch {
    await readSettingsAgain(context);
  }
  try {
    prepared ??= prepare();
  } catch (error) {
    context.warn('delivery not possible', { id: opened.challenge.id, provider: provider.id, error: String(error) });
    return { class: 'config', detail: 'The provider or the template cannot be used as it is configured' };
  }
  const startedAt = context.now();
  const timeout = context.providers.sendTimeoutMilliseconds(provider);
  const outcome = await handOver(prepared.instance, prepared.message, timeout);
  // Of handovers alone: a template that cannot be used is no fault of the provider.
  await context.breakers.note(provider, outcome, context.now() - startedAt);
  return outcome;
}
