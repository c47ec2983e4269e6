import { showTemplatePreview } from '@otpost/core/settings/templates/show-template-preview';
import { previewTemplateSchema, templatePreviewSchema } from '@otpost/core/settings/templates/template-schemas';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const previewTemplateRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/templates/preview',
  role: 'viewer',
  reach: 'applications',
  tag: 'Templates',
  summary: 'See a template with sample values',
  description: 'Saves nothing.',
  body: previewTemplateSchema,
  answers: { 200: { description: 'What would go out, with its size and warnings.', schema: templatePreviewSchema } },
  errors: [],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({ status: 200, body: showTemplatePreview(context, { input }) }),
});
