import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { Visit } from './require-visit.js';
import { withPageSession } from './return-url.js';
import { openVisit } from './sealed-visit.js';

export interface EndedVisit {
  /** Null for a visit that came from a mail. */
  readonly returnUrl: string | null;
}

function isCompleted({ session }: Visit): boolean {
  return session.flow === 'manage' || session.acts.some(({ act }) => act === 'approved' || act === 'factor_added');
}

/**
 * The user goes back: completed when the visit did what it was for, canceled else. Gives the address to go to, and throws
 * `not_found` when the visit is over.
 */
export async function endVisit(context: Context, visit: Visit): Promise<EndedVisit> {
  const { session } = visit;
  const { returnUrl } = openVisit(context.settings.current().keyring, session);
  const end = isCompleted(visit) ? 'completed' : 'canceled';
  const noted = await context.live.pageSessions.note({ id: session.id, end });
  if (noted.kind === 'refused') throw new OtpostError('not_found', 'This visit is over');
  return { returnUrl: returnUrl === null ? null : withPageSession(returnUrl, session.id) };
}
