import { revokeAppPassword } from '@otpost/core/app-password/revoke-app-password';
import { z } from 'zod';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const revokeAppPasswordRoute = applicationRoute('users', {
  method: 'delete',
  path: '/v1/users/:id/app-passwords/:pid',
  tag: 'App passwords',
  summary: 'Revoke an app password',
  params: userParams.extend({ pid: z.string().max(60) }),
  answers: { 204: { description: 'The next check refuses it.' } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, authority, params }) => {
    const { id: externalId, pid: appPasswordId } = params;
    await revokeAppPassword(context, { applicationId, externalId, actor: authority.actor, appPasswordId });
    return { status: 204 };
  },
});
