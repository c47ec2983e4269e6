import type { Context } from '../context.js';
import { readPageCursor, writePageCursor } from '../page-cursor.js';
import { viewSuppression } from './suppression-record.js';
import type { ListSuppressionsInput, SuppressionPage } from './suppression-schemas.js';

/** Newest first. Throws `invalid_request` for a cursor that is none. */
export async function listSuppressions(
  { store }: Pick<Context, 'store'>,
  { application, channel, reason, limit, cursor }: ListSuppressionsInput,
): Promise<SuppressionPage> {
  const where = {
    ...(application === undefined ? {} : { applicationId: { equals: application } }),
    ...(channel === undefined ? {} : { channel: { equals: channel } }),
    ...(reason === undefined ? {} : { reason: { equals: reason } }),
  };
  const before = cursor === undefined ? {} : { before: readPageCursor(cursor) };
  // One more than asked for tells whether there is another page.
  const found = await store.suppressions.page(where, { limit: limit + 1, ...before });
  const page = found.slice(0, limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { suppressions: page.map(viewSuppression), nextCursor: last ? writePageCursor(last) : null };
}
