import { exportAuditSchema } from '@otpost/core/audit/audit-schemas';
import { exportAudit } from '@otpost/core/audit/export-audit';
import { adminRoute } from '../../route/define-route.js';

const types = { csv: 'text/csv; charset=utf-8', jsonl: 'application/jsonl; charset=utf-8' } as const;

export const exportAuditRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/audit/export',
  role: 'admin',
  reach: 'applications',
  stepUp: true,
  tag: 'Audit',
  summary: 'Export who changed what, newest first',
  description:
    'Streamed, however long it is. A cell of the CSV that a spreadsheet would take for a formula begins with an apostrophe.',
  query: exportAuditSchema,
  answers: { 200: { description: 'One entry a line.', mediaTypes: ['text/csv', 'application/jsonl'] } },
  errors: ['not_found'],
  handle: async ({ context, reach, query: input }) => ({
    status: 200,
    stream: { type: types[input.format], pieces: exportAudit(context, { reach, input }) },
    headers: ['Content-Disposition', `attachment; filename="otpost-audit.${input.format}"`],
  }),
});
