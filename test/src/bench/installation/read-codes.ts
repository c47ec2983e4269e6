import { unsealContent } from '@otpost/core/challenge/sealed-content';
import { challengeKey } from '@otpost/live/connection/keys';
import type { Redis } from 'ioredis';
import type { CheckAnswer } from '../load/load-order.js';
import type { Installation } from './open-installation.js';

/** The codes of pending challenges, as their users would read them. Only who has the master key can do this. */
export async function readCodes(
  redis: Redis,
  { applicationId, keyring }: Pick<Installation, 'applicationId' | 'keyring'>,
  ids: readonly string[],
): Promise<CheckAnswer[]> {
  const sealed = await Promise.all(ids.map((id) => redis.hget(challengeKey(id), 'sealed')));
  return ids.map((id, index) => ({
    id,
    code: unsealContent(keyring, applicationId, id, sealed[index] ?? '').code,
  }));
}
