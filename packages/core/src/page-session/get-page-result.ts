import { isoTime, isoTimeOrNull } from '../challenge/challenge-view.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { LivePageSession } from '../live-page-port.js';
import type { PageAct, PageResult } from './page-session-schemas.js';

function statusOf(session: LivePageSession): PageResult['status'] {
  if (session.end) return session.end;
  if (session.now >= session.expiresAt) return 'expired';
  return session.openedAt === null ? 'waiting' : 'open';
}

/**
 * What happened on a visit, for 15 minutes after its end. Throws `not_found`, also for the application that did not make it.
 */
export async function getPageResult(context: Context, applicationId: string, id: string): Promise<PageResult> {
  const session = await context.live.pageSessions.read(id);
  if (session?.applicationId !== applicationId) {
    throw new OtpostError('not_found', 'There is no page session with this id for this application');
  }
  const has = (wanted: PageAct) => session.acts.some(({ act }) => act === wanted);
  return {
    id,
    flow: session.flow,
    status: statusOf(session),
    challengeId: session.challengeId,
    approved: has('approved'),
    usedRecoveryCode: has('recovery_code_used'),
    trustDevice: has('device_trusted'),
    acts: session.acts.map(({ act, at }) => ({ act, at: isoTime(at) })),
    createdAt: isoTime(session.createdAt),
    expiresAt: isoTime(session.expiresAt),
    endedAt: isoTimeOrNull(session.endedAt),
  };
}
