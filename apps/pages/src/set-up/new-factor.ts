import type { BegunFactor, ConfirmedFactor, Factor, FactorType } from '../api/contract.js';

/** What every way of setting up is given. */
export interface NewFactorProps {
  readonly type: FactorType;
  /** Begins the factor; a proof is asked for first where one is needed. */
  readonly begin: (
    input: { type: FactorType; name: string; to?: string },
    then: (begun: BegunFactor) => void,
  ) => Promise<void>;
  /** Gives the first answer of the factor; a proof is asked for where another one was set up meanwhile. */
  readonly confirm: (factorId: string, answer: object, then: (confirmed: ConfirmedFactor) => void) => Promise<void>;
  readonly onConfirmed: (confirmed: ConfirmedFactor) => void;
}

/** A name that none of the user's factors has: a second app gets a number. */
export function freeName(name: string, factors: readonly Factor[]): string {
  const taken = new Set(factors.map((factor) => factor.name));
  const names = [name, ...factors.map((_factor, place) => `${name} ${place + 2}`)];
  return names.find((one) => !taken.has(one)) ?? name;
}
