import { settingFieldListSchema, settingFields } from '@otpost/core/settings/setting-fields';
import { adminRoute } from '../../route/define-route.js';

export const listSettingFieldsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/setting-fields',
  role: 'viewer',
  reach: 'applications',
  tag: 'Applications',
  summary: 'See every setting of an application with its meaning, bounds and default',
  description: 'Forms are drawn from it.',
  answers: { 200: { description: 'In the order of the schema.', schema: settingFieldListSchema } },
  errors: [],
  handle: async () => ({ status: 200, body: { fields: settingFields() } }),
});
