import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ChallengeRecord } from '../records.js';
import { challengeEnded, challengeNotFound } from './challenge-errors.js';

async function recorded(context: Context, applicationId: string, id: string): Promise<ChallengeRecord | undefined> {
  try {
    const record = await context.store.challenges.get(id);
    return record?.applicationId === applicationId ? record : undefined;
  } catch (error) {
    // Codes are checked without the store; all it adds here is a better word for "gone".
    if (error instanceof OtpostError && error.code === 'unavailable') return undefined;
    throw error;
  }
}

/** The error for a challenge that the live state no longer knows: its end if it is recorded, else not found. */
export async function endedInStore(context: Context, applicationId: string, id: string): Promise<OtpostError> {
  const record = await recorded(context, applicationId, id);
  return record && record.status !== 'pending' ? challengeEnded(record.status) : challengeNotFound();
}
