import type { SuppressionReason } from '@otpost/provider-kit/receipt';

export const suppressionReasons = [
  'hard_bounce',
  'opted_out',
  'complaint',
] as const satisfies readonly SuppressionReason[];
