import { applicationViewSchema } from '@otpost/core/settings/applications/application-schemas';
import { rollBackApplication } from '@otpost/core/settings/versions/application-versions';
import { rollBackSchema } from '@otpost/core/settings/versions/version-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const rollBackApplicationRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/applications/:id/roll-back',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Applications',
  summary: 'Go back to older settings of an application',
  description: 'As a new version, and as strict as any change. Policy, branding and countries are among the settings.',
  params: settingParams,
  body: rollBackSchema,
  bodyExample: { toVersion: 2, version: 5 },
  answers: { 200: { description: 'The application as it is now.', schema: applicationViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, actor, params: { id }, body: input }) => ({
    status: 200,
    body: await rollBackApplication(context, { actor, id, input }),
  }),
});
