import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { mostExtensions, pageLifeMilliseconds } from './page-life.js';
import type { Visit } from './require-visit.js';

/** Fifteen minutes more, twice. Gives the visit as it is then. Throws `policy_forbids` when there is no more. */
export async function extendVisit(context: Context, visit: Visit): Promise<Visit> {
  const { session } = visit;
  const result = await context.live.pageSessions.extend(session.id, pageLifeMilliseconds, mostExtensions);
  if (result.kind === 'refused') throw new OtpostError('policy_forbids', 'This visit cannot be made longer');
  const extended = { ...session, expiresAt: result.expiresAt, extensions: session.extensions + 1 };
  return { ...visit, session: extended };
}
