import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { PageVisitNote } from '../live-page-port.js';
import type { Visit } from './require-visit.js';

/** Remembers what happened on a visit, for the application. Throws `not_found` when the visit is over. */
export async function noteVisit(context: Context, { session }: Visit, note: Omit<PageVisitNote, 'id'>): Promise<void> {
  const noted = await context.live.pageSessions.note({ ...note, id: session.id });
  if (noted.kind === 'refused') throw new OtpostError('not_found', 'This visit is over');
}
