import { auditPageSchema, listAuditSchema } from '@otpost/core/audit/audit-schemas';
import { listAudit } from '@otpost/core/audit/list-audit';
import { adminRoute } from '../../route/define-route.js';

export const listAuditRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/audit',
  role: 'admin',
  reach: 'applications',
  tag: 'Audit',
  summary: 'List who changed what, newest first',
  description:
    'Each change says `intended` before it happens, then `done` or `refused`. The log is a chain of keyed hashes: `./otpost audit verify` finds what was tampered with.',
  query: listAuditSchema,
  answers: { 200: { description: 'One page.', schema: auditPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, reach, query: input }) => ({
    status: 200,
    body: await listAudit(context, { reach, input }),
  }),
});
