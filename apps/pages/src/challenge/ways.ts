import type { Factor, VisitState } from '../api/contract.js';

/** Stands for the address that the application knows, where it is confirmed before the first factor. */
const ownAddressId = 'own-address';

/** All that may answer: the user's factors, or before the first one the address that the application knows. */
export function waysOf({ factors, policy, now }: VisitState): readonly Factor[] {
  if (factors.length > 0 || policy.confirmFirst === null) return factors;
  const address = policy.confirmFirst;
  return [{ id: ownAddressId, type: 'email', name: address, address, createdAt: now, lastUsedAt: null }];
}
