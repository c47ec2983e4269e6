import { newAdminKeySchema } from '@otpost/core/settings/api-keys/api-key-schemas';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { secretAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const createAdminKeyRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/keys',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admin keys',
  summary: 'Make an admin key',
  description: 'It is shown in this answer and never again.',
  answers: { 201: { description: 'The key; valid within a second.', schema: newAdminKeySchema } },
  errors: ['already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, actor }) => ({ status: 201, body: await createAdminKey({ ...context, actor }) }),
});
