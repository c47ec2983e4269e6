import { type ChallengeView, challengeViewSchema } from '@otpost/core/challenge/challenge-schemas';
import { getChallenge } from '@otpost/core/challenge/get-challenge';
import { z } from 'zod';
import type { Replay } from '../idempotency/replay.js';
import type { Call } from '../route/call.js';

/** Leaves out what only the detail has. */
const viewOfDetail = z.object(challengeViewSchema.shape);

async function rebuild(call: Call, id: string): Promise<ChallengeView> {
  const applicationId = call.caller?.applicationId ?? '';
  return viewOfDetail.parse(await getChallenge(call.context, { applicationId, id }));
}

/** An answer about a challenge is kept as the id alone and made again from what stands now. */
export function rebuiltChallenge(newId: Replay['newId']): Replay {
  return { newId, keep: (_call, body) => (body as ChallengeView).id, rebuild };
}
