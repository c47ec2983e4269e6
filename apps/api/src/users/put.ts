import { putUser } from '@otpost/core/user/put-user';
import { putUserSchema, userViewSchema } from '@otpost/core/user/user-schemas';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const putUserRoute = applicationRoute('users', {
  method: 'put',
  path: '/v1/users/:id',
  tag: 'Users',
  summary: 'Make a user, or change what is given',
  description:
    'What is left out stays, `null` takes away, `attributes` is replaced whole. A verified address is an active factor at once and ends the one before; a changed address that is not verified leaves the old factor in force until the new one is confirmed.',
  params: userParams,
  body: putUserSchema,
  bodyExample: { email: 'you@example.com', emailVerified: true, locale: 'sl', attributes: { source: 'ldap' } },
  answers: {
    200: { description: 'The user as it stands now.', schema: userViewSchema },
    201: { description: 'The user was made.', schema: userViewSchema },
  },
  errors: ['country_not_allowed', 'number_type_refused'],
  handle: async ({ context, applicationId, authority, params, body: input }) => {
    const user = { applicationId, externalId: params.id };
    const { created, view } = await putUser(context, { ...user, actor: authority.actor, input });
    return { status: created ? 201 : 200, body: view };
  },
});
