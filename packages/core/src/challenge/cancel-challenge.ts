import type { Context } from '../context.js';
import { shardOf } from '../ids.js';
import { traced } from '../trace/traced.js';
import { challengeEnded, challengeNotFound } from './challenge-errors.js';
import type { ChallengeView } from './challenge-schemas.js';
import { viewChallenge } from './challenge-view.js';
import { endedInStore } from './ended-in-store.js';
import { type ChallengeRequest, readOwn } from './get-challenge.js';

async function cancel(context: Context, request: ChallengeRequest): Promise<ChallengeView> {
  const { applicationId, id } = request;
  if (shardOf(id) === undefined) throw challengeNotFound();
  const result = await context.live.challenges.cancel(id, applicationId);
  if (result.kind === 'missing') throw await endedInStore(context, applicationId, id);
  if (result.kind === 'ended') throw challengeEnded(result.status);
  const canceled = await readOwn(context, request);
  if (!canceled) throw challengeNotFound();
  return viewChallenge(canceled, context.settings.current().keyring, await context.live.now());
}

/** Ends a pending challenge; what still waits is not sent. */
export function cancelChallenge(context: Context, request: ChallengeRequest): Promise<ChallengeView> {
  const { id, applicationId } = request;
  const about = { name: 'challenge.cancel', subjectId: id, facts: { applicationId } } as const;
  return traced(
    context,
    about,
    (own) => cancel(own, request),
    ({ status }) => ({ status }),
  );
}
