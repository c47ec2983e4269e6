import { policyPreviewSchema, previewPolicy, previewPolicySchema } from '@otpost/core/policy/preview-policy';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { mostPolicyKeys } from '../admin-params.js';

export const previewPolicyRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/policies/preview',
  role: 'admin',
  reach: 'applications',
  tag: 'Policies',
  summary: 'See whom a policy would ask, before it holds',
  description: 'Counts over all users of the application. Saves nothing.',
  body: previewPolicySchema,
  mostKeys: mostPolicyKeys,
  bodyExample: { applicationId: 'app_...', policy: { requirement: 'required', graceDays: 14 } },
  answers: {
    200: { description: 'The effect of the present policy and of the proposed one.', schema: policyPreviewSchema },
  },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({ status: 200, body: await previewPolicy(context, input) }),
});
