import type { SunkMessage } from '../servers/message-sink.js';
import type { Evidence } from './evidence.js';

const mostMessages = 2;

function bySend(messages: readonly SunkMessage[]): Map<string, SunkMessage[]> {
  const groups = new Map<string, SunkMessage[]>();
  for (const message of messages) groups.set(message.deliveryId, [...(groups.get(message.deliveryId) ?? []), message]);
  return groups;
}

/** What is wrong with the messages of one send. */
function faultsOfSend(deliveryId: string, messages: readonly SunkMessage[], to: string): string[] {
  const taken = messages.filter((message) => message.taken).length;
  const codes = new Set(messages.map(({ code }) => code));
  return [
    ...(taken > mostMessages ? [`${deliveryId} came ${taken} times`] : []),
    ...(codes.size > 1 ? [`the messages of ${deliveryId} hold ${codes.size} codes`] : []),
    ...(messages.some((message) => message.to !== to) ? [`${deliveryId} went to somebody else`] : []),
  ];
}

/** More than two messages for one send, another code in one of them, a wrong address, or something told as sent that was not. */
export function messageFaults({ accepted, messages, history }: Evidence): string[] {
  return accepted.flatMap(({ id, to }) => {
    const sends = bySend(messages.get(id) ?? []);
    const deliveries = history.get(id)?.deliveries ?? [];
    const claimed = deliveries.filter(
      (delivery) => delivery.status === 'sent' && !sends.get(delivery.id)?.some(({ taken }) => taken),
    );
    return [
      ...[...sends].flatMap(([deliveryId, sent]) => faultsOfSend(deliveryId, sent, to)),
      ...claimed.map((delivery) => `${delivery.id} is told as sent and never came`),
    ];
  });
}
