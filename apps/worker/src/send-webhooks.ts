import { type SendContext, sendWebhookMessages } from '@otpost/core/webhook/send-webhook-messages';

/**
 * Gives each webhook a sender of its own, which goes on while something is due: one that hangs holds up no other. A round
 * starts senders and waits for none.
 */
export function createWebhookSenders(context: SendContext, failed: (error: unknown) => void) {
  const busy = new Map<string, Promise<void>>();
  let isStopped = false;

  const drain = async (webhookId: string): Promise<void> => {
    for (;;) {
      const webhook = context.settings.current().webhooks.find(({ id }) => id === webhookId);
      if (!webhook?.enabled || isStopped) return;
      if ((await sendWebhookMessages(context, webhook)) === 0) return;
    }
  };
  return {
    start: (): Promise<number> => {
      for (const { id, enabled } of context.settings.current().webhooks) {
        if (!enabled || busy.has(id)) continue;
        busy.set(
          id,
          drain(id)
            .catch(failed)
            .finally(() => busy.delete(id)),
        );
      }
      return Promise.resolve(0);
    },
    stop: async (): Promise<void> => {
      isStopped = true;
      await Promise.all(busy.values());
    },
  };
}
