import type { Catalogue } from './collection-shape.js';

const setting = { id: 'text', version: 'number', createdAt: 'number', updatedAt: 'number' } as const;

const history = {
  id: 'text',
  eventNumber: 'number',
  applicationId: 'text?',
  channel: 'text',
  addressMasked: 'text',
  addressSealed: 'text?',
  addressHash: 'text?',
  country: 'text?',
  createdAt: 'number',
  endedAt: 'number?',
  reason: 'text?',
} as const;

const clearing = { by: 'endedAt', fields: ['addressSealed', 'addressHash'] } as const;

/** Every collection of the store. Tables, MongoDB schemas, indexes and the check of every query come from here. */
export const catalogue: Catalogue = {
  applications: {
    family: 'settings',
    name: 'applications',
    fields: { ...setting, name: 'text', settings: 'json' },
    uniques: [['name']],
  },
  apiKeys: {
    family: 'settings',
    name: 'api_keys',
    fields: { ...setting, applicationId: 'text?', secretHash: 'text', scopes: 'json', revokedAt: 'number?' },
    lists: [['applicationId']],
  },
  providers: {
    family: 'settings',
    name: 'providers',
    fields: {
      ...setting,
      channel: 'text',
      kind: 'text',
      name: 'text',
      configSealed: 'text',
      priority: 'number',
      weight: 'number',
      countries: 'json',
      applications: 'json',
      enabled: 'boolean',
    },
    lists: [['channel'], ['enabled']],
  },
  templates: {
    family: 'settings',
    name: 'templates',
    fields: {
      ...setting,
      applicationId: 'text?',
      channel: 'text',
      name: 'text',
      locale: 'text',
      subject: 'text?',
      text: 'text',
      html: 'text?',
    },
    lists: [['applicationId'], ['channel'], ['name'], ['locale']],
    uniques: [['applicationId', 'channel', 'name', 'locale']],
  },
  keys: {
    family: 'settings',
    name: 'data_keys',
    fields: { ...setting, purpose: 'text', applicationId: 'text?', wrapped: 'text', masterKeyId: 'text' },
    // Not unique: rotation adds keys beside the old ones.
    lists: [['purpose', 'applicationId'], ['applicationId'], ['masterKeyId']],
  },
  notices: {
    family: 'settings',
    name: 'notices',
    fields: {
      ...setting,
      kind: 'text',
      applicationId: 'text?',
      channel: 'text',
      providerId: 'text?',
      sealed: 'text',
      addressMasked: 'text',
      expiresAt: 'number',
      endedAt: 'number?',
    },
    lists: [['applicationId'], ['kind']],
    indexes: [['endedAt', 'expiresAt'], ['expiresAt']],
  },
  challenges: {
    family: 'history',
    name: 'challenges',
    fields: {
      ...history,
      purpose: 'text',
      status: 'text',
      expiresAt: 'number',
      checks: 'number',
      maxChecks: 'number',
      sends: 'number',
      bindingSealed: 'text?',
      metadataSealed: 'text?',
      events: 'json',
    },
    lists: [['applicationId'], ['applicationId', 'status'], ['status'], ['channel'], ['addressHash']],
    indexes: [['endedAt'], ['status', 'expiresAt'], ['expiresAt']],
    selective: ['addressHash'],
    clearing,
  },
  deliveries: {
    family: 'history',
    name: 'deliveries',
    fields: {
      ...history,
      kind: 'text',
      ownerId: 'text',
      send: 'number',
      status: 'text',
      provider: 'text?',
      attempts: 'json',
      sentAt: 'number?',
    },
    lists: [
      ['applicationId'],
      ['applicationId', 'status'],
      ['status'],
      ['channel'],
      ['kind'],
      ['provider'],
      ['addressHash'],
      ['ownerId'],
    ],
    indexes: [['endedAt']],
    selective: ['addressHash', 'ownerId'],
    clearing,
  },
  cursors: {
    family: 'cursors',
    name: 'cursors',
    fields: { id: 'text', position: 'text' },
  },
};
