import { inviteAdminSchema, invitedAdminSchema } from '@otpost/core/admin/account/admin-schemas';
import { inviteAdmin, inviteAgain } from '@otpost/core/admin/account/invite-admin';
import { secretAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const inviteAdminRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/admins',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admins',
  summary: 'Invite somebody to the console',
  description: 'By mail where one can be sent; else the answer holds the link.',
  body: inviteAdminSchema,
  bodyExample: { email: 'kim@example.com', name: 'Kim', role: 'support', applications: null },
  answers: { 201: { description: 'Invited; the link works once, for three days.', schema: invitedAdminSchema } },
  errors: ['conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ wholeContext: context, actor, body: input }) => ({
    status: 201,
    body: await inviteAdmin(context, { actor, input }),
  }),
});

export const inviteAgainRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/admins/:id/invite',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admins',
  summary: 'Send another invitation; the link before no longer works',
  params: settingParams,
  answers: { 200: { description: 'Invited again.', schema: invitedAdminSchema } },
  errors: ['not_found', 'conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ wholeContext: context, actor, params }) => ({
    status: 200,
    body: await inviteAgain(context, actor, params.id),
  }),
});
