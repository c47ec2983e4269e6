import type { Catalogue } from './collection-shape.js';
import { setting } from './setting-fields.js';

type Receipts = Pick<Catalogue, 'suppressions' | 'earlyReceipts'>;

/** The part of the catalogue that keeps what providers say afterwards. */
export const receiptsCatalogue: Receipts = {
  suppressions: {
    family: 'settings',
    name: 'suppressions',
    fields: {
      ...setting,
      applicationId: 'text',
      channel: 'text',
      addressSealed: 'text',
      addressMasked: 'text',
      reason: 'text',
      source: 'text',
      provider: 'text?',
      deliveryId: 'text?',
    },
    lists: [['applicationId'], ['channel'], ['reason']],
  },
  earlyReceipts: {
    family: 'settings',
    name: 'early_receipts',
    fields: { ...setting, providerId: 'text', receipt: 'json' },
    indexes: [['createdAt']],
  },
};
