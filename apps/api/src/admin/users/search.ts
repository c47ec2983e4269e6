import { foundUsersSchema, searchUsersSchema } from '@otpost/core/user/admin-user-schemas';
import { searchUsers } from '@otpost/core/user/search-users';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const searchUsersRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/search',
  role: 'viewer',
  reach: 'applications',
  tag: 'Users',
  summary: 'Find users by an id, a mail address or a number',
  description: 'A POST, so that the address stands in no URL. Each is found whole only, in one application or in all.',
  body: searchUsersSchema,
  bodyExample: { text: 'you@example.com' },
  answers: { 200: { description: 'At most 50, with what the text is of each.', schema: foundUsersSchema } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, body: input }) => ({ status: 200, body: await searchUsers(context, input) }),
});
