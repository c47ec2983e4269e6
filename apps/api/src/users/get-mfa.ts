import { deviceTokenSchema, getMfa } from '@otpost/core/user/get-mfa';
import { mfaViewSchema } from '@otpost/core/user/mfa-schemas';
import { z } from 'zod';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const getMfaRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users/:id/mfa',
  tag: 'Users',
  summary: 'What to do with this user now, and why',
  description:
    'Ask after the password was right: `mustEnrol` means set-up first, else `required` means a challenge, else let the user in.',
  params: userParams,
  query: z.strictObject({ device: deviceTokenSchema.optional() }),
  answers: { 200: { description: 'What the policy says of this user, and what the user has.', schema: mfaViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params, query }) => ({
    status: 200,
    body: await getMfa(context, { applicationId, externalId: params.id, device: query.device }),
  }),
});
