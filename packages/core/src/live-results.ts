import type { ChallengeStatus } from './challenge/challenge-states.js';
import type { ChallengeChannel } from './records.js';

/** Results that several steps of the live state share. */

export interface Limited {
  readonly kind: 'limited';
  readonly limit: string;
  readonly retryAfterMilliseconds: number;
}

export interface Ended {
  readonly kind: 'ended';
  readonly status: ChallengeStatus;
}

/** Where the limits of an address live that a fallback has sent to. */
export interface ReachedPlace {
  readonly shard: number;
  readonly addressHash: string;
}

export type CheckResult =
  | {
      readonly kind: 'checked';
      readonly valid: boolean;
      readonly status: ChallengeStatus;
      readonly checksLeft: number;
      readonly channel: ChallengeChannel;
      /** Whose address the code was sent to; null without a user, and when a repeated request is answered again. */
      readonly userId: string | null;
      /** The address that a fallback has sent to; null without one, and when a repeated request is answered again. */
      readonly reached: ReachedPlace | null;
    }
  | Ended
  | Limited
  | { readonly kind: 'missing' };
