import { createTemplate } from '@otpost/core/settings/templates/create-template';
import { createTemplateSchema, templateViewSchema } from '@otpost/core/settings/templates/template-schemas';
import { adminRoute } from '../../route/define-route.js';
import { createdAnswer } from '../created-answer.js';

export const createTemplateRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/templates',
  role: 'admin',
  reach: 'applications',
  tag: 'Templates',
  summary: 'Write a message of your own',
  body: createTemplateSchema,
  answers: { 201: { description: 'In use within a second.', schema: templateViewSchema } },
  errors: ['conflict'],
  replay: createdAnswer('tpl'),
  handle: async ({ context, actor, body: input, workId }) => ({
    status: 201,
    body: await createTemplate(context, { actor, input, ...(workId ? { id: workId } : {}) }),
  }),
});
