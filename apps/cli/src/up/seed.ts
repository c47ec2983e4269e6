import { mostActiveKeys } from '@otpost/core/settings/api-keys/create-api-key';
import type { ApiClient } from '../api-client.js';
import type { DevFile, Seeded } from './dev-file.js';

/** What the API shows of the things that are seeded; only what is read here. */
interface Application {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly settings: { readonly smsCountries: readonly string[] };
}
interface Provider {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Null when it cannot be read. */
  readonly config: Readonly<Record<string, unknown>> | null;
}
interface ApiKey {
  readonly id: string;
  readonly revokedAt: string | null;
}

export interface InboxPlace {
  readonly url: string;
  readonly smtpPort: number;
}

export interface Seed {
  readonly seeded: Seeded;
  readonly apiKey: string;
}

const keyScopes = ['challenges', 'users', 'users.admin'];

async function seedApplication(admin: ApiClient, number: number): Promise<string> {
  const seededName = number === 1 ? 'demo' : `demo ${number}`;
  const { applications } = await admin.call<{ applications: Application[] }>('GET', '/admin/v1/applications');
  const { id, version, settings } =
    applications.find(({ name }) => name === seededName) ??
    (await admin.call<Application>('POST', '/admin/v1/applications', { name: seededName }));
  if (!settings.smsCountries.includes('*')) {
    await admin.call('PATCH', `/admin/v1/applications/${id}`, { version, settings: { smsCountries: ['*'] } });
  }
  return id;
}

function smtpConfig({ smtpPort }: InboxPlace): Record<string, unknown> {
  return {
    host: '127.0.0.1',
    port: smtpPort,
    secure: false,
    allowInsecure: true,
    from: 'Otpost <no-reply@otpost.localhost>',
  };
}

interface ProviderPlan {
  readonly channel: 'email' | 'sms';
  readonly kind: string;
  readonly name: string;
  /** The part that follows the ports of this start. */
  readonly place: Record<string, unknown>;
  readonly secret: Record<string, unknown>;
}

function providerPlans(inbox: InboxPlace, webhookSecret: string): { email: ProviderPlan; sms: ProviderPlan } {
  return {
    email: { channel: 'email', kind: 'smtp', name: 'Inbox (email)', place: smtpConfig(inbox), secret: {} },
    sms: {
      channel: 'sms',
      kind: 'webhook',
      name: 'Inbox (SMS)',
      place: { url: `${inbox.url}/sms` },
      secret: { secret: webhookSecret },
    },
  };
}

async function mendPlace(admin: ApiClient, provider: Provider, { place }: ProviderPlan): Promise<void> {
  const isRight = Object.entries(place).every(([name, value]) => provider.config?.[name] === value);
  if (isRight) return;
  await admin.call('PATCH', `/admin/v1/providers/${provider.id}`, {
    version: provider.version,
    config: place,
    unverified: true,
  });
}

/** Not the lowest, so that a provider can be put before the inbox by its own priority alone. */
const seededPriority = 100;

async function seedProvider(admin: ApiClient, plan: ProviderPlan): Promise<string> {
  const { channel, kind, name, place, secret } = plan;
  const { providers } = await admin.call<{ providers: Provider[] }>('GET', '/admin/v1/providers');
  const standing = providers.find((provider) => provider.name === name);
  if (standing) {
    await mendPlace(admin, standing, plan);
    return standing.id;
  }
  const config = { ...place, ...secret };
  const input = { channel, kind, name, config, priority: seededPriority };
  const made = await admin.call<Provider>('POST', '/admin/v1/providers', input);
  return made.id;
}

/** An inbox provider that an admin has deleted stays deleted; one that stands follows the ports of this start. */
async function followPorts(admin: ApiClient, id: string, plan: ProviderPlan): Promise<void> {
  const provider = await admin.find<Provider>(`/admin/v1/providers/${id}`);
  if (provider) await mendPlace(admin, provider, plan);
}

async function activeKeys(admin: ApiClient, applicationId: string): Promise<ApiKey[]> {
  const { keys } = await admin.call<{ keys: ApiKey[] }>('GET', `/admin/v1/applications/${applicationId}/keys`);
  return keys.filter(({ revokedAt }) => revokedAt === null);
}

async function keyIsActive(admin: ApiClient, applicationId: string, apiKey: string): Promise<boolean> {
  return (await activeKeys(admin, applicationId)).some(({ id }) => apiKey.startsWith(`otp_live_${id}_`));
}

async function newApiKey(admin: ApiClient, applicationId: string): Promise<string> {
  const { key } = await admin.call<{ key: string }>('POST', `/admin/v1/applications/${applicationId}/keys`, {
    scopes: keyScopes,
  });
  return key;
}

/** Keys that this start does not know may be in use, so none is revoked: an application that has all its keys is passed over. */
async function seedKey(
  admin: ApiClient,
  known: string | undefined,
): Promise<{ readonly applicationId: string; readonly apiKey: string }> {
  for (let number = 1; ; number += 1) {
    const isKnown = number === 1 && known !== undefined;
    const applicationId = isKnown ? known : await seedApplication(admin, number);
    if ((await activeKeys(admin, applicationId)).length < mostActiveKeys) {
      return { applicationId, apiKey: await newApiKey(admin, applicationId) };
    }
  }
}

/**
 * Makes the application, its key and the two inbox providers, once for each store; a later start finds the same ones.
 * `earlier` is what the last start in this data directory wrote down.
 */
export async function seed(
  admin: ApiClient,
  inbox: InboxPlace,
  earlier: DevFile | undefined,
  randomBytes: (size: number) => Buffer,
): Promise<Seed> {
  const plans = providerPlans(inbox, `whsec_${randomBytes(32).toString('base64')}`);
  // With another store than last time, nothing of it is there.
  if (earlier && (await admin.find(`/admin/v1/applications/${earlier.seeded.applicationId}`))) {
    await followPorts(admin, earlier.seeded.emailProviderId, plans.email);
    await followPorts(admin, earlier.seeded.smsProviderId, plans.sms);
    const { seeded, apiKey } = earlier;
    if (await keyIsActive(admin, seeded.applicationId, apiKey)) return { seeded, apiKey };
    const made = await seedKey(admin, seeded.applicationId);
    return { seeded: { ...seeded, applicationId: made.applicationId }, apiKey: made.apiKey };
  }
  const { applicationId, apiKey } = await seedKey(admin, undefined);
  const seeded = {
    applicationId,
    emailProviderId: await seedProvider(admin, plans.email),
    smsProviderId: await seedProvider(admin, plans.sms),
  };
  return { seeded, apiKey };
}
