import type { Catalogue } from './collection-shape.js';
import { setting } from './setting-fields.js';

type Admins = Pick<Catalogue, 'admins' | 'adminSessions' | 'adminLinks'>;

/** The part of the catalogue that keeps who may use the console. */
export const adminCatalogue: Admins = {
  admins: {
    family: 'settings',
    name: 'admins',
    fields: {
      ...setting,
      emailHash: 'text',
      emailSealed: 'text',
      name: 'text',
      role: 'text',
      applications: 'json?',
      status: 'text',
      passwordHash: 'text?',
      lastSignInAt: 'number?',
    },
    uniques: [['emailHash']],
    indexes: [['status']],
  },
  adminSessions: {
    family: 'settings',
    name: 'admin_sessions',
    fields: {
      ...setting,
      adminId: 'text',
      secretHash: 'text',
      stage: 'text',
      secondFactorAt: 'number?',
      passkeyChallenge: 'text?',
      lastSeenAt: 'number',
      expiresAt: 'number',
      browser: 'text',
    },
    lists: [['adminId']],
    indexes: [['expiresAt']],
  },
  adminLinks: {
    family: 'settings',
    name: 'admin_links',
    fields: {
      ...setting,
      kind: 'text',
      adminId: 'text?',
      secretHash: 'text',
      expiresAt: 'number',
      usedAt: 'number?',
    },
    indexes: [['adminId'], ['expiresAt']],
  },
};
