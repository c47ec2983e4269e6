import { randomUUID } from 'node:crypto';
import type {
  ApiKeyRecord,
  ApplicationRecord,
  ChallengeRecord,
  DeliveryRecord,
  KeyRecord,
  NoticeRecord,
  ProviderRecord,
  TemplateRecord,
  WebhookMessageRecord,
  WebhookRecord,
} from '@otpost/core/records';
import { defaultApplicationSettings } from '@otpost/core/settings/application-settings';
import type { TallyRecord } from '@otpost/core/tally-records';

/** Whole records with an id of their own, so that tests of one database do not meet. */

export const setting = () => ({
  id: randomUUID(),
  version: 1,
  createdAt: 1_700_000_000_000,
  updatedAt: 1_700_000_000_000,
});

/** A setting whose past versions are kept. */
export const versioned = () => ({ ...setting(), changedBy: null });

export function sampleApplication(fields: Partial<ApplicationRecord> = {}): ApplicationRecord {
  const base = versioned();
  return { ...base, name: `application ${base.id}`, settings: defaultApplicationSettings, ...fields };
}

export function sampleApiKey(fields: Partial<ApiKeyRecord> = {}): ApiKeyRecord {
  return { ...setting(), applicationId: null, secretHash: 'ab', scopes: ['challenges'], revokedAt: null, ...fields };
}

export function sampleProvider(fields: Partial<ProviderRecord> = {}): ProviderRecord {
  return {
    ...versioned(),
    channel: 'sms',
    kind: 'twilio',
    name: 'Twilio',
    configSealed: 'sealed',
    priority: 10,
    weight: 0.5,
    countries: [],
    applications: ['a', 'b'],
    enabled: true,
    ...fields,
  };
}

export function sampleTemplate(fields: Partial<TemplateRecord> = {}): TemplateRecord {
  return {
    ...versioned(),
    applicationId: null,
    channel: 'sms',
    name: randomUUID(),
    locale: 'en',
    subject: null,
    text: 'Your code',
    html: null,
    ...fields,
  };
}

export function sampleKey(fields: Partial<KeyRecord> = {}): KeyRecord {
  return { ...setting(), purpose: 'index', applicationId: null, wrapped: 'w', masterKeyId: 'm', ...fields };
}

export function sampleNotice(fields: Partial<NoticeRecord> = {}): NoticeRecord {
  return {
    ...setting(),
    kind: 'notice',
    applicationId: null,
    channel: 'email',
    providerId: null,
    sealed: 'sealed',
    addressMasked: 'a***@e***.com',
    expiresAt: 1_700_000_600_000,
    endedAt: null,
    ...fields,
  };
}

export function sampleTally(fields: Partial<TallyRecord> = {}): TallyRecord {
  const groups = '[]';
  const part = 'totals';
  return {
    id: randomUUID(),
    eventNumber: 1,
    createdAt: 60_000,
    step: 'minute',
    part,
    applicationId: null,
    groups,
    ...fields,
  };
}

const history = () => ({
  id: randomUUID(),
  eventNumber: 1,
  applicationId: randomUUID(),
  channel: 'sms' as const,
  addressMasked: '+49***12',
  addressSealed: 'sealed address',
  addressHash: 'hash',
  country: 'DE',
  createdAt: 1_700_000_000_000,
  endedAt: null,
  reason: null,
});

export function sampleChallenge(fields: Partial<ChallengeRecord> = {}): ChallengeRecord {
  return {
    ...history(),
    userId: null,
    purpose: 'sign-in',
    status: 'pending',
    expiresAt: 1_700_000_600_000,
    checks: 0,
    maxChecks: 5,
    sends: 1,
    bindingSealed: null,
    metadataSealed: null,
    events: [{ number: 1, type: 'challenge.created', at: 1_700_000_000_000, data: { channel: 'sms', joined: false } }],
    ...fields,
  };
}

export function sampleDelivery(fields: Partial<DeliveryRecord> = {}): DeliveryRecord {
  return {
    ...history(),
    kind: 'code',
    ownerId: randomUUID(),
    send: 1,
    status: 'queued',
    provider: null,
    providerMessageId: null,
    attempts: [],
    sentAt: null,
    ...fields,
  };
}

export function sampleWebhook(fields: Partial<WebhookRecord> = {}): WebhookRecord {
  return {
    ...versioned(),
    applicationId: randomUUID(),
    urlSealed: 'sealed',
    events: ['challenge.approved'],
    description: null,
    enabled: true,
    disabledReason: null,
    secretsSealed: 'sealed',
    ...fields,
  };
}

export function sampleWebhookMessage(fields: Partial<WebhookMessageRecord> = {}): WebhookMessageRecord {
  return {
    ...setting(),
    applicationId: randomUUID(),
    webhookId: randomUUID(),
    userId: null,
    type: 'challenge.approved',
    payloadSealed: 'sealed',
    status: 'waiting',
    attempts: 0,
    nextAt: 1_700_000_000_000,
    lastAttemptAt: null,
    lastAnswer: null,
    tries: [],
    ...fields,
  };
}
