import { type SendContext, sendWebhookMessages } from '@otpost/core/webhook/send-webhook-messages';

/** Of the webhooks that are looked at in one round; each look is a read of the store. */
const mostLooks = 100;

/**
 * Gives each webhook a sender of its own, which goes on while something is due: one that hangs holds up no other. A round
 * starts senders and waits for none; where there are very many webhooks, it begins where the round before has ended.
 */
export function createWebhookSenders(context: SendContext, failed: (error: unknown) => void) {
  const busy = new Map<string, Promise<void>>();
  let isStopped = false;
  let next = 0;

  const drain = async (webhookId: string): Promise<void> => {
    for (;;) {
      const webhook = context.settings.current().webhooks.find(({ id }) => id === webhookId);
      if (!webhook?.enabled || isStopped) return;
      if ((await sendWebhookMessages(context, webhook)) === 0) return;
    }
  };

  const turn = (): string[] => {
    const ids = context.settings.current().webhooks.flatMap(({ id, enabled }) => (enabled ? [id] : []));
    const first = next < ids.length ? next : 0;
    const chosen = [...ids.slice(first), ...ids.slice(0, first)].slice(0, mostLooks);
    next = (first + chosen.length) % Math.max(1, ids.length);
    return chosen;
  };

  const idle = async (): Promise<void> => {
    await Promise.all(busy.values());
  };

  return {
    start: (): Promise<number> => {
      for (const id of turn()) {
        if (busy.has(id)) continue;
        busy.set(
          id,
          drain(id)
            .catch(failed)
            .finally(() => busy.delete(id)),
        );
      }
      return Promise.resolve(0);
    },
    /** When what was started has sent all that was due. */
    idle,
    stop: async (): Promise<void> => {
      isStopped = true;
      await idle();
    },
  };
}
