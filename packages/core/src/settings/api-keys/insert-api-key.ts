import type { Clock, RandomBytes } from '../../clock.js';
import type { ApiKeyRecord } from '../../records.js';
import type { Store } from '../../store-port.js';
import { generateApiKey, type NewApiKey } from '../api-key.js';

interface KeyMaking {
  readonly store: Store;
  readonly randomBytes: RandomBytes;
  readonly now: Clock;
}

/** The short public id has 47 bits: a second collision in a row means that the random bytes are not random. */
const longestTries = 3;

/** Null for the application: an admin key. Nothing is stored. */
export function draftApiKey(
  { randomBytes }: Pick<KeyMaking, 'randomBytes'>,
  { applicationId }: Pick<ApiKeyRecord, 'applicationId'>,
): NewApiKey {
  return generateApiKey(applicationId === null ? 'admin' : 'live', randomBytes);
}

/** Stores the hash of a key; another one is made where its id is taken. An admin key has no scopes. */
export async function insertApiKey(
  { store, randomBytes, now }: KeyMaking,
  owner: Pick<ApiKeyRecord, 'applicationId' | 'scopes'>,
  draft: NewApiKey,
): Promise<{ record: ApiKeyRecord; made: NewApiKey }> {
  let made = draft;
  for (let tries = 0; tries < longestTries; tries += 1) {
    const at = now();
    const record: ApiKeyRecord = {
      id: made.id,
      version: 1,
      createdAt: at,
      updatedAt: at,
      applicationId: owner.applicationId,
      secretHash: made.secretHash,
      scopes: owner.scopes,
      revokedAt: null,
    };
    if ((await store.apiKeys.insert(record)) === 'inserted') return { record, made };
    made = draftApiKey({ randomBytes }, owner);
  }
  throw new Error('No free id was found for an API key');
}
