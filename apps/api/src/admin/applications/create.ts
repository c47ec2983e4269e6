import { applicationViewSchema, createApplicationSchema } from '@otpost/core/settings/applications/application-schemas';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { mostPolicyKeys } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';
import { createdAnswer } from '../created-answer.js';

export const createApplicationRoute = ({ masterKeys }: AdminParts): Route =>
  adminRoute({
    method: 'post',
    path: '/admin/v1/applications',
    role: 'admin',
    reach: 'installation',
    tag: 'Applications',
    summary: 'Make an application',
    description: 'It gets a data key of its own. Make it an API key next.',
    body: createApplicationSchema,
    mostKeys: mostPolicyKeys,
    answers: { 201: { description: 'Made, with the defaults for what was left out.', schema: applicationViewSchema } },
    errors: ['conflict'],
    replay: createdAnswer('app'),
    handle: async ({ context, actor, body: input, workId }) => ({
      status: 201,
      body: await createApplication(context, { actor, masterKeys, input, ...(workId ? { id: workId } : {}) }),
    }),
  });
