import type { Catalogue } from './collection-shape.js';
import { setting } from './setting-fields.js';

type Tallies = Pick<Catalogue, 'tallies' | 'staleMinutes'>;

/** The part of the catalogue that is counted from history. */
export const talliesCatalogue: Tallies = {
  tallies: {
    family: 'history',
    name: 'tallies',
    fields: {
      id: 'text',
      eventNumber: 'number',
      createdAt: 'number',
      step: 'text',
      part: 'text',
      applicationId: 'text?',
      groups: 'text',
    },
    lists: [['step']],
  },
  staleMinutes: {
    family: 'settings',
    name: 'stale_minutes',
    fields: setting,
    indexes: [['version']],
  },
};
