import type { AddressFactor, FactorRecord } from '../user-records.js';

/** What the application says of the one address of a kind that it knows of a user. */
export interface AddressWord {
  /** Keyed hash of the address; null: there is none. */
  readonly hash: string | null;
  readonly verified: boolean;
}

export interface WordChange {
  readonly factors: readonly FactorRecord[];
  readonly type: AddressFactor['type'];
  /** The factor that stands on the word before. */
  readonly vouchedFactorId: string | null;
  readonly before: AddressWord;
  readonly after: AddressWord;
  /** An active factor over the new address; asked for when one is needed. */
  readonly newFactor: () => AddressFactor;
}

export interface Vouched {
  /** The very same list when nothing changes. */
  readonly factors: readonly FactorRecord[];
  readonly vouchedFactorId: string | null;
}

function holds(factor: FactorRecord, type: AddressFactor['type'], hash: string | null): boolean {
  return 'addressHash' in factor && factor.type === type && factor.addressHash === hash;
}

const without = (factors: readonly FactorRecord[], id: string | null): readonly FactorRecord[] =>
  factors.some((factor) => factor.id === id) ? factors.filter((factor) => factor.id !== id) : factors;

/** The new factor takes the place of the old one in the user's order; pending ones over the same address are settled by it. */
function vouch({ factors, type, vouchedFactorId, after, newFactor }: WordChange): Vouched {
  const active = factors.find((factor) => factor.status === 'active' && holds(factor, type, after.hash));
  if (active) {
    const others = active.id === vouchedFactorId ? factors : without(factors, vouchedFactorId);
    return { factors: others, vouchedFactorId: active.id };
  }
  const settled = factors.filter((factor) => !holds(factor, type, after.hash));
  const factor = newFactor();
  const place = settled.findIndex(({ id }) => id === vouchedFactorId);
  return {
    factors: place < 0 ? [...settled, factor] : settled.with(place, factor),
    vouchedFactorId: factor.id,
  };
}

/**
 * What a new word of the application does to the factors. A verified address is an active factor at once, and ends the one
 * that stood on the word before. An address that is not verified leaves that one in force until it is. A word taken back, or
 * an address taken away, ends it. The same word again changes nothing, so it brings back no factor that was removed since.
 */
export function applyAddressWord(change: WordChange): Vouched {
  const { factors, vouchedFactorId, before, after } = change;
  const isSameAddress = before.hash === after.hash;
  if (isSameAddress && before.verified === after.verified) return { factors, vouchedFactorId };
  if (after.hash !== null && after.verified) return vouch(change);
  if (isSameAddress || after.hash === null) {
    return { factors: without(factors, vouchedFactorId), vouchedFactorId: null };
  }
  return { factors, vouchedFactorId };
}
