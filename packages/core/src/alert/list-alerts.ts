import type { z } from 'zod';
import type { Context } from '../context.js';
import { type AlertView, type listAlertsSchema, viewAlert } from './alert-schemas.js';

/** What is open, and what was, the newest news first. */
export async function listAlerts(
  { store }: Pick<Context, 'store'>,
  { status }: z.infer<typeof listAlertsSchema>,
): Promise<AlertView[]> {
  const alerts = await store.alerts.list(status ? { status: { equals: status } } : {});
  return alerts.toSorted((a, b) => b.since - a.since).map(viewAlert);
}
