import type { ChallengeView } from './challenge-schemas.js';

export interface CreatedChallenge {
  /** True when the pending challenge of this address took the request in. */
  readonly joined: boolean;
  readonly view: ChallengeView;
}
