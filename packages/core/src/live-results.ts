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

export type CheckResult =
  | {
      readonly kind: 'checked';
      readonly valid: boolean;
      readonly status: ChallengeStatus;
      readonly checksLeft: number;
      readonly channel: ChallengeChannel;
      /** Whose address the code was sent to; null without a user, and when a repeated request is answered again. */
      readonly userId: string | null;
    }
  | Ended
  | Limited
  | { readonly kind: 'missing' };
