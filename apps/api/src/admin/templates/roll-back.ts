import { templateViewSchema } from '@otpost/core/settings/templates/template-schemas';
import { rollBackTemplate } from '@otpost/core/settings/versions/template-versions';
import { rollBackSchema } from '@otpost/core/settings/versions/version-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const rollBackTemplateRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/templates/:id/roll-back',
  role: 'admin',
  reach: 'applications',
  tag: 'Templates',
  summary: 'Go back to older texts of a template',
  description: 'As a new version, and as strict as any change. A deleted template comes back.',
  params: settingParams,
  body: rollBackSchema,
  bodyExample: { toVersion: 2, version: 5 },
  answers: { 200: { description: 'The template as it is now.', schema: templateViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, params: { id }, body: input }) => ({
    status: 200,
    body: await rollBackTemplate(context, { actor, id, input }),
  }),
});
