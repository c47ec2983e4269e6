import { applicationViewSchema, updateApplicationSchema } from '@otpost/core/settings/applications/application-schemas';
import { updateApplication } from '@otpost/core/settings/applications/update-application';
import { adminRoute } from '../../route/define-route.js';
import { mostPolicyKeys, settingParams } from '../admin-params.js';

export const updateApplicationRoute = adminRoute({
  method: 'patch',
  path: '/admin/v1/applications/:id',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Applications',
  summary: 'Change the name or settings of an application',
  params: settingParams,
  body: updateApplicationSchema,
  mostKeys: mostPolicyKeys,
  answers: { 200: { description: 'Changed; live within a second.', schema: applicationViewSchema } },
  errors: ['not_found', 'conflict'],
  handle: async ({ context, actor, params, body: input }) => ({
    status: 200,
    body: await updateApplication(context, { actor, id: params.id, input }),
  }),
});
