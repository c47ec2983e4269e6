import { trustDevice } from '@otpost/core/trusted-device/trust-device';
import { newTrustedDeviceViewSchema, trustDeviceSchema } from '@otpost/core/trusted-device/trusted-device-schemas';
import { secretAnswer } from '../../idempotency/replay.js';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const trustDeviceRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/trusted-devices',
  tag: 'Trusted devices',
  summary: 'Trust the device on which the user has just signed in',
  description: 'Once for one approved sign-in, within 5 minutes of it, for as many days as the policy says.',
  params: userParams,
  body: trustDeviceSchema,
  bodyExample: { name: 'Firefox on Linux', challenge: 'ch_07...' },
  answers: { 201: { description: 'The token of the device, shown once.', schema: newTrustedDeviceViewSchema } },
  errors: ['not_found', 'policy_forbids', 'proof_required', 'conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, applicationId, authority, params, body: input }) => ({
    status: 201,
    body: await trustDevice(context, { applicationId, externalId: params.id, actor: authority.actor, input }),
  }),
});
