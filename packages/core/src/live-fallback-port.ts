import type { AddressPlace } from './live-limits-port.js';
import type { Channel } from './records.js';

/** The next channel of a challenge, with its address as history keeps it; or why it is passed over. */
export interface FallbackStep {
  readonly id: string;
  /** Which one: 0 for the first. */
  readonly step: number;
  readonly cooldownSeconds: readonly number[];
  readonly target:
    | {
        readonly kind: 'send';
        readonly channel: Channel;
        readonly place: AddressPlace;
        readonly addressMasked: string;
        readonly addressSealed: string;
        readonly country: string | null;
      }
    | { readonly kind: 'skip'; readonly reason: string };
}

export type FallbackResult =
  | { readonly kind: 'queued'; readonly send: number }
  | { readonly kind: 'skipped'; readonly isNextDue: boolean }
  /** Nothing is due: it has ended, was delivered, or somebody else was faster. */
  | { readonly kind: 'refused' };
