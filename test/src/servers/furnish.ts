import { randomBytes } from 'node:crypto';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import { eventually } from './eventually.js';
import { type Answer, ask, type Question } from './house-client.js';
import type { MessageSink } from './message-sink.js';
import type { AnyHouse } from './start-house.js';

/** An application as its own backend sees Otpost. */
export interface TestApplication {
  readonly id: string;
  readonly key: string;
  /** Asks the API process with this number, the first when left out. */
  ask(method: Question['method'], path: string, body?: unknown, more?: AskOptions): Promise<Answer>;
}

export interface AskOptions extends Pick<Question, 'idempotencyKey' | 'withinMilliseconds'> {
  readonly api?: number;
}

/** Limits that stand in the way of no test but those about limits. */
const roomySettings: SettingsPatch = { smsCountries: ['*'], createsPerSecond: 100_000 };

async function isKnownEverywhere(house: AnyHouse, key: string): Promise<boolean> {
  const statuses = await Promise.all(
    house.apis.map(async (api) => (await ask({ method: 'GET', url: `${api.url()}/v1/challenges/none`, key })).status),
  );
  return statuses.every((status) => status === 404);
}

/** Makes an application with a key and waits until every API process knows it. */
export async function newApplication(house: AnyHouse, settings: SettingsPatch = {}): Promise<TestApplication> {
  const name = `Application ${randomBytes(6).toString('hex')}`;
  const { id } = (await house.admin('POST', '/applications', { name, settings: { ...roomySettings, ...settings } }))
    .body;
  const { key } = (await house.admin('POST', `/applications/${id}/keys`, { scopes: ['challenges', 'users'] })).body;
  await eventually('the key is known', () => isKnownEverywhere(house, key));
  return {
    id,
    key,
    ask: (method, path, body, { api = 0, ...more } = {}) =>
      ask({ method, url: `${house.apis[api]?.url()}/v1${path}`, key, body, ...more }),
  };
}

export interface NewProvider {
  readonly channel: 'email' | 'sms';
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** Lower is asked first. */
  readonly priority?: number;
  /** Ids; left out: every application. */
  readonly applications?: readonly string[];
  /** Of SMS; left out: every one. */
  readonly countries?: readonly string[];
  readonly enabled?: boolean;
}

/** Gives the id. */
export async function newProvider(house: AnyHouse, provider: NewProvider): Promise<string> {
  const name = `${provider.kind} ${randomBytes(6).toString('hex')}`;
  return (await house.admin('POST', '/providers', { name, ...provider })).body.id;
}

export function smtpConfig(port: number): Record<string, unknown> {
  return { host: '127.0.0.1', port, secure: false, allowInsecure: true, from: 'no-reply@otpost.example' };
}

export function webhookConfig(origin: string): Record<string, unknown> {
  return { url: `${origin}/sms`, secret: `whsec_${randomBytes(32).toString('base64')}` };
}

/** The sink as the only provider of both channels. */
export async function connectSink(house: AnyHouse, sink: MessageSink): Promise<void> {
  await newProvider(house, { channel: 'email', kind: 'smtp', config: smtpConfig(sink.mail.port) });
  await newProvider(house, { channel: 'sms', kind: 'webhook', config: webhookConfig(sink.sms.origin) });
}
