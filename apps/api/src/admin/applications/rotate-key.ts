import { rotateApplicationKey } from '@otpost/core/keyring/rotate-application-key';
import { z } from 'zod';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import type { Route } from '../../route/route.js';
import { settingParams } from '../admin-params.js';
import type { AdminParts } from '../admin-parts.js';

export const rotateApplicationKeyRoute = ({ masterKeys }: AdminParts): Route =>
  adminRoute({
    method: 'post',
    path: '/admin/v1/applications/:id/rotate-key',
    role: 'admin',
    reach: 'applications',
    stepUp: true,
    tag: 'Applications',
    summary: 'Give an application a new data key',
    description: 'It seals and digests from now on. Older ones stay for what they sealed; pending challenges go on.',
    params: settingParams,
    answers: { 201: { description: 'Id of the new data key.', schema: z.strictObject({ keyId: z.string() }) } },
    errors: ['not_found'],
    replay: storedAnswer,
    handle: async ({ context, actor, params }) => ({
      status: 201,
      body: await rotateApplicationKey(context, { actor, masterKeys, applicationId: params.id }),
    }),
  });
