import type { Binding } from '../code.js';
import type { PasskeyRequestOptions } from '../factor/passkey-schemas.js';
import type { Keyring } from '../keyring/keyring.js';
import type { NoticeFacts } from '../notice/notice-facts.js';
import type { Channel } from '../records.js';
import type { AvailableFactor } from './challenge-schemas.js';

export interface FallbackAddress {
  readonly channel: Channel;
  /** In its canonical form. */
  readonly to: string;
}

/** All that is personal or secret of a challenge or notice, sealed as one field bound to its id. */
export interface SealedContent {
  /** Empty for notices and tests. */
  readonly code: string;
  readonly to: string;
  /** Where it goes when the first channel does not deliver, in this order. */
  readonly fallback?: readonly FallbackAddress[] | undefined;
  readonly locale?: string | undefined;
  readonly template?: string | undefined;
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly binding?: Binding | undefined;
  readonly metadata?: Readonly<Record<string, string>> | undefined;
  /** Of a challenge that a passkey may answer. */
  readonly options?: PasskeyRequestOptions | undefined;
  /** Of `any`. */
  readonly available?: readonly AvailableFactor[] | undefined;
  /** What a notice says. */
  readonly notice?: NoticeFacts | undefined;
}

/** What a sealed value is bound to; a value moved to another record or field does not open. */
export const sealContexts = {
  challenge: (id: string) => `challenge:${id}`,
  address: (id: string) => `address:${id}`,
  metadata: (id: string) => `metadata:${id}`,
  binding: (id: string) => `binding:${id}`,
};

const nothing: SealedContent = { code: '', to: '' };
/** What is sealed of a challenge that has nothing of its own, such as one for an authenticator app: no work, and no secret. */
const nothingSealed = '';

const isNothing = (content: SealedContent): boolean =>
  Object.values(content).every((value) => value === undefined || value === '');

export function sealContent(
  keyring: Keyring,
  applicationId: string | null,
  id: string,
  content: SealedContent,
): string {
  if (isNothing(content)) return nothingSealed;
  return keyring.seal(applicationId, sealContexts.challenge(id), JSON.stringify(content));
}

export function unsealContent(
  keyring: Keyring,
  applicationId: string | null,
  id: string,
  sealed: string,
): SealedContent {
  if (sealed === nothingSealed) return nothing;
  return JSON.parse(keyring.unseal(applicationId, sealContexts.challenge(id), sealed)) as SealedContent;
}
