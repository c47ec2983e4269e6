import { challengeStorySchema } from '@otpost/core/history/challenge-story-schemas';
import { getChallengeStory } from '@otpost/core/history/get-challenge-story';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const getChallengeStoryRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/challenges/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Challenges',
  summary: 'Read the whole story of a challenge',
  description: 'Sends, attempts with the words of the providers, receipts, checks, its end and what webhooks are owed.',
  params: settingParams,
  answers: { 200: { description: 'What stands now, and all that happened.', schema: challengeStorySchema } },
  errors: ['challenge_not_found'],
  handle: async ({ context, reach, params }) => ({
    status: 200,
    body: await getChallengeStory(context, { reach, id: params.id }),
  }),
});
