import { checkPolicy, checkPolicySchema, policyCheckSchema } from '@otpost/core/policy/check-policy';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { mostPolicyKeys } from '../admin-params.js';

export const checkPolicyRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/policies/check',
  role: 'viewer',
  reach: 'applications',
  tag: 'Policies',
  summary: 'See what the next sign-in would ask of one user, and why',
  description: 'By the policy that holds, and by one that is not saved yet. Changes nothing.',
  body: checkPolicySchema,
  mostKeys: mostPolicyKeys,
  bodyExample: { application: 'app_...', user: 'user-17' },
  answers: { 200: { description: 'In words, and as the application is told.', schema: policyCheckSchema } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({ status: 200, body: await checkPolicy(context, input) }),
});
