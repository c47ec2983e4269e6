/**
 * The life of a delivery. `sending` goes back to `queued` when an attempt was not taken and another is due; a queued one
 * whose earlier attempt turns out to be accepted is `sent`, and one that may have arrived ends as `unknown`.
 * `unknown` is never sent again, but late news or a receipt may still settle it. Of two receipts the better one stands, in
 * whatever order they come.
 */
export const deliveryStates = {
  queued: ['sending', 'sent', 'failed', 'expired', 'canceled', 'unknown'],
  sending: ['queued', 'sent', 'failed', 'expired', 'canceled', 'unknown'],
  sent: ['delivered', 'undelivered'],
  unknown: ['sent', 'delivered', 'undelivered'],
  delivered: [],
  undelivered: ['delivered'],
  failed: [],
  expired: [],
  canceled: [],
} as const;

export type DeliveryStatus = keyof typeof deliveryStates;

export function mayDeliveryMove(from: DeliveryStatus, to: DeliveryStatus): boolean {
  return (deliveryStates[from] as readonly DeliveryStatus[]).includes(to);
}
