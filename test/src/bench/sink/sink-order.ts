/** What the bench asks of the sink. `begin` forgets what came before, and takes so long for each message from then on; `await` is answered when so many have come. */
export type SinkOrder =
  | { readonly kind: 'open' }
  | { readonly kind: 'begin'; readonly delayMilliseconds: number }
  | { readonly kind: 'await'; readonly count: number };

export interface SinkReport {
  readonly port: number;
  readonly received: number;
  readonly bytes: number;
  /** Monotonic milliseconds at which the last message was complete; 0 before the first. */
  readonly lastAt: number;
  /** The same for each recipient's latest message. */
  readonly receivedAt: Readonly<Record<string, number>>;
}
