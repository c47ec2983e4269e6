import type { z } from 'zod';
import type { Context } from '../context.js';
import type { CreateChallengeInput, createChallengeSchema, UserChallengeInput } from './challenge-schemas.js';
import { createChallenge, newChallengeId } from './create-challenge.js';
import { createUserChallenge, newUserChallengeId } from './create-user-challenge.js';
import type { CreatedChallenge } from './created-challenge.js';

export type StartChallengeInput = z.infer<typeof createChallengeSchema>;

export interface StartChallengeRequest {
  readonly applicationId: string;
  readonly input: StartChallengeInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

/** The schema lets `to` stand for email and SMS alone, and one of `to` and `user`. */
const isOfUser = (input: StartChallengeInput): input is UserChallengeInput => input.user !== undefined;

/** A challenge by address, or of a user. */
export function startChallenge(context: Context, request: StartChallengeRequest): Promise<CreatedChallenge> {
  const { input } = request;
  if (isOfUser(input)) return createUserChallenge(context, { ...request, input });
  return createChallenge(context, { ...request, input: input as CreateChallengeInput });
}

/** The id that a new challenge is given before the work, for a request that may be repeated. */
export function startedChallengeId(context: Context, applicationId: string, input: StartChallengeInput): string {
  if (isOfUser(input)) return newUserChallengeId(context, applicationId, input.user);
  return newChallengeId(context, applicationId, input as CreateChallengeInput);
}
