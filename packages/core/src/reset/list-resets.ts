import type { Context } from '../context.js';
import { readPageCursor, writePageCursor } from '../page-cursor.js';
import type { ListResetsInput, ResetPage } from './reset-schemas.js';
import { viewResets } from './reset-view.js';

export interface ListResets {
  /** Null: an admin, who sees the resets of all applications. */
  readonly applicationId: string | null;
  readonly input: ListResetsInput;
}

/** Requests of users and decisions of admins, newest first. Throws `invalid_request` for a cursor that is none. */
export async function listResets(context: Context, { applicationId, input }: ListResets): Promise<ResetPage> {
  const owner = applicationId ?? input.application;
  const where = {
    ...(owner === undefined ? {} : { applicationId: { equals: owner } }),
    ...(input.status === undefined ? {} : { status: { equals: input.status } }),
  };
  const before = input.cursor === undefined ? {} : { before: readPageCursor(input.cursor) };
  // One more than asked for tells whether there is another page.
  const found = await context.store.resets.page(where, { limit: input.limit + 1, ...before });
  const page = found.slice(0, input.limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { resets: await viewResets(context, page), nextCursor: last ? writePageCursor(last) : null };
}
