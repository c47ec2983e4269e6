import { z } from 'zod';
import type { AlertRecord } from '../records.js';
import { alertKindNames } from './alert-kinds.js';

export const listAlertsSchema = z.strictObject({ status: z.enum(['open', 'closed']).optional() });

export const alertViewSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(alertKindNames),
  subject: z.string().describe('Id of the provider, or the name of the channel.'),
  status: z.enum(['open', 'closed']),
  detail: z.string(),
  since: z.iso.datetime().describe('When it got this status.'),
  count: z.int().describe('How often it has opened.'),
});

export type AlertView = z.infer<typeof alertViewSchema>;

export const alertListSchema = z.strictObject({ alerts: z.array(alertViewSchema) });

export function viewAlert({ id, kind, subject, status, detail, since, count }: AlertRecord): AlertView {
  return { id, kind, subject, status, detail, since: new Date(since).toISOString(), count };
}
