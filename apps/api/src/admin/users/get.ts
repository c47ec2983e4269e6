import { getMfa } from '@otpost/core/user/get-mfa';
import { getUserForAdmin } from '@otpost/core/user/get-user';
import { mfaViewSchema } from '@otpost/core/user/mfa-schemas';
import { externalUserIdSchema } from '@otpost/core/user/user-id';
import { adminUserViewSchema } from '@otpost/core/user/user-schemas';
import { z } from 'zod';
import { adminRoute } from '../../route/define-route.js';

export const getAnyUserRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/users/:applicationId/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Users',
  summary: 'Read a user, what they have, and what the policy says of them',
  params: z.strictObject({
    applicationId: z.string().max(60),
    id: externalUserIdSchema.describe("The application's own id of the user, percent-encoded."),
  }),
  answers: {
    200: {
      description: 'The user, with masked addresses.',
      schema: adminUserViewSchema.extend({ mfa: mfaViewSchema }),
    },
  },
  errors: ['not_found'],
  handle: async ({ context, params }) => {
    const user = { applicationId: params.applicationId, externalId: params.id };
    const view = await getUserForAdmin(context, user);
    return { status: 200, body: { ...view, mfa: await getMfa(context, user) } };
  },
});
