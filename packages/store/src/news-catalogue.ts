import type { Catalogue } from './collection-shape.js';
import { setting, versioned } from './setting-fields.js';

type News = Pick<Catalogue, 'alerts' | 'pauses' | 'webhooks' | 'webhookMessages' | 'notices'>;

/** The part of the catalogue that tells people and programs what happens. */
export const newsCatalogue: News = {
  alerts: {
    family: 'settings',
    name: 'alerts',
    fields: {
      ...setting,
      kind: 'text',
      subject: 'text',
      status: 'text',
      detail: 'text',
      since: 'number',
      count: 'number',
      told: 'text',
    },
    lists: [['status']],
  },
  pauses: {
    family: 'settings',
    name: 'pauses',
    fields: { ...setting, kind: 'text', subject: 'text', reason: 'text' },
  },
  webhooks: {
    family: 'settings',
    name: 'webhooks',
    fields: {
      ...versioned,
      applicationId: 'text',
      urlSealed: 'text',
      events: 'json',
      description: 'text?',
      enabled: 'boolean',
      disabledReason: 'text?',
      secretsSealed: 'text',
    },
    lists: [['applicationId']],
  },
  webhookMessages: {
    family: 'settings',
    name: 'webhook_messages',
    fields: {
      ...setting,
      applicationId: 'text',
      webhookId: 'text',
      userId: 'text?',
      type: 'text',
      payloadSealed: 'text',
      status: 'text',
      attempts: 'number',
      nextAt: 'number?',
      lastAttemptAt: 'number?',
      lastAnswer: 'text?',
      tries: 'json',
    },
    lists: [['webhookId'], ['webhookId', 'status'], ['status']],
    indexes: [['webhookId', 'status', 'nextAt'], ['nextAt'], ['userId']],
    selective: ['userId'],
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
};
