import {
  limitedUserPageSchema,
  listLimitedUsers,
  listLimitedUsersSchema,
} from '@otpost/core/limits/list-limited-users';
import { adminRoute } from '../../route/define-route.js';

export const listLimitedUsersRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/limits/users',
  role: 'viewer',
  reach: 'applications',
  tag: 'Limits',
  summary: 'See which users are not listened to now, why and until when',
  description: 'For wrong answers in a row: those who wait, or those who reached the stop.',
  query: listLimitedUsersSchema,
  answers: { 200: { description: 'One page.', schema: limitedUserPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, query: input }) => ({ status: 200, body: await listLimitedUsers(context, input) }),
});
