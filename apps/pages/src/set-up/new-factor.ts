import type { BegunFactor, ConfirmedFactor, FactorType } from '../api/contract.js';

/** What every way of setting up is given. */
export interface NewFactorProps {
  readonly type: FactorType;
  /** The factor that this one replaces once it is confirmed. */
  readonly replaces: string | undefined;
  /** Begins the factor; a proof is asked for first where one is needed. */
  readonly begin: (
    input: { type: FactorType; name: string; to?: string },
    then: (begun: BegunFactor) => void,
  ) => Promise<void>;
  readonly onConfirmed: (confirmed: ConfirmedFactor) => void;
}
