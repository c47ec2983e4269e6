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

/** Makes a key and stores its hash. Null for the application: an admin key, which has no scopes. */
export async function insertApiKey(
  { store, randomBytes, now }: KeyMaking,
  owner: Pick<ApiKeyRecord, 'applicationId' | 'scopes'>,
): Promise<{ record: ApiKeyRecord; made: NewApiKey }> {
  for (let tries = 0; tries < longestTries; tries += 1) {
    const made = generateApiKey(owner.applicationId === null ? 'admin' : 'live', randomBytes);
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
  }
  throw new Error('No free id was found for an API key');
}
