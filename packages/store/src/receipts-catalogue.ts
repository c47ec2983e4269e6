import type { Catalogue } from './collection-shape.js';
import { setting } from './setting-fields.js';

type Receipts = Pick<Catalogue, 'suppressions' | 'earlyReceipts' | 'deadLetters'>;

/** The part of the catalogue that keeps what became of messages afterwards. */
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
  deadLetters: {
    family: 'settings',
    name: 'dead_letters',
    fields: {
      ...setting,
      kind: 'text',
      status: 'text',
      applicationId: 'text?',
      channel: 'text',
      subject: 'text',
      addressMasked: 'text?',
      reason: 'text',
      detail: 'text?',
      jobSealed: 'text?',
      sentAgainAs: 'text?',
    },
    lists: [['status'], ['applicationId', 'status'], ['channel', 'status'], ['kind', 'status']],
  },
  earlyReceipts: {
    family: 'settings',
    name: 'early_receipts',
    fields: { ...setting, providerId: 'text', receipt: 'json' },
    indexes: [['createdAt']],
  },
};
