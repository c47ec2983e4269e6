import { verifiedAuditSchema, verifyAuditSchema } from '@otpost/core/audit/audit-schemas';
import { verifyAuditPart } from '@otpost/core/audit/verify-audit';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const verifyAuditRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/audit/verify',
  role: 'admin',
  reach: 'installation',
  tag: 'Audit',
  summary: 'Verify that the audit log is as it was written',
  description:
    'Takes up to 5,000 entries at a time: an `unfinished` answer tells with `next` where the following request goes on. Changes nothing.',
  body: verifyAuditSchema,
  answers: { 200: { description: 'How far it is whole, or the first bad entry.', schema: verifiedAuditSchema } },
  errors: [],
  replay: storedAnswer,
  handle: async ({ context, body }) => ({ status: 200, body: await verifyAuditPart(context, body?.after ?? null) }),
});
