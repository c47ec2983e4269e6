import type { RandomBytes } from '../clock.js';
import type { Keyring } from '../keyring/keyring.js';
import type { WebhookRecord } from '../records.js';

export interface WebhookSecret {
  /** `whsec_...`, as Standard Webhooks 1.0.0 writes it. */
  readonly secret: string;
  /** Milliseconds since 1970; null: until it is changed. */
  readonly until: number | null;
}

/** Standard Webhooks 1.0.0: 24 to 64 bytes. */
const secretBytes = 32;
/** Long enough to bring the new secret to every receiver. */
const overlapMilliseconds = 24 * 3_600_000;

type Place = Pick<WebhookRecord, 'id' | 'applicationId'>;

const secretsContext = (id: string): string => `webhook:${id}:secrets`;
const urlContext = (id: string): string => `webhook:${id}:url`;

export function newWebhookSecret(randomBytes: RandomBytes): string {
  return `whsec_${Buffer.from(randomBytes(secretBytes)).toString('base64')}`;
}

export function sealSecrets(keyring: Keyring, { id, applicationId }: Place, secrets: readonly WebhookSecret[]): string {
  return keyring.seal(applicationId, secretsContext(id), JSON.stringify(secrets));
}

/** Those that sign at this time, newest first. */
export function openSecrets(keyring: Keyring, webhook: WebhookRecord, now: number): WebhookSecret[] {
  const sealed = keyring.unseal(webhook.applicationId, secretsContext(webhook.id), webhook.secretsSealed);
  return (JSON.parse(sealed) as WebhookSecret[]).filter(({ until }) => until === null || until > now);
}

/** The new secret signs from now on, and the one before for a day more. */
export function rotatedSecrets(current: readonly WebhookSecret[], secret: string, now: number): WebhookSecret[] {
  const [last] = current;
  return [{ secret, until: null }, ...(last ? [{ secret: last.secret, until: now + overlapMilliseconds }] : [])];
}

export function sealWebhookUrl(keyring: Keyring, { id, applicationId }: Place, url: string): string {
  return keyring.seal(applicationId, urlContext(id), url);
}

export function openWebhookUrl(keyring: Keyring, { id, applicationId, urlSealed }: WebhookRecord): string {
  return keyring.unseal(applicationId, urlContext(id), urlSealed);
}
