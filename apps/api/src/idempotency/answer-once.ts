import { OtpostError } from '@otpost/core/errors';
import type { Answer } from '../http/send-answer.js';
import type { Call } from '../route/call.js';
import type { Route } from '../route/route.js';
import type { Replay } from './replay.js';

const replayedHeader = ['Idempotent-Replayed', 'true'];

/** After these the work may have been done, so the record stays and a second try works under the same id. */
function leftNothing(error: unknown): boolean {
  return error instanceof OtpostError && error.code !== 'unavailable' && error.code !== 'internal_error';
}

async function work(route: Route, replay: Replay, call: Call): Promise<Answer> {
  const { live, warn } = call.context;
  const { repeatable: key, requestId } = call;
  // The answer stands whether or not the record could be written: a second try then does the same work again.
  const survive = (error: unknown): void => warn('idempotency record not written', { requestId, error: String(error) });
  const finish = async (done: Answer): Promise<void> =>
    live.idempotency.finish(key, done.status, replay.keep(call, done.body));
  try {
    const answer = await route.handle(call);
    await finish(answer).catch(survive);
    return answer;
  } catch (error) {
    if (leftNothing(error)) await live.idempotency.abandon(key).catch(survive);
    throw error;
  }
}

/**
 * Does the work of a POST at most once for one Idempotency-Key (draft-ietf-httpapi-idempotency-key-header): 24 hours long the
 * same request gets the same answer. Throws `idempotency_mismatch` and `idempotency_in_flight`, and `unavailable` without Redis.
 */
export async function answerOnce(route: Route, replay: Replay, call: Call, bodyHash: string): Promise<Answer> {
  const begun = await call.context.live.idempotency.begin(call.repeatable, bodyHash, replay.newId(call));
  switch (begun.kind) {
    case 'mismatch':
      throw new OtpostError('idempotency_mismatch', 'This Idempotency-Key came with another request before');
    case 'in_flight':
      throw new OtpostError('idempotency_in_flight', 'The first request with this key has no answer yet', {
        retryAfter: 1,
      });
    case 'done': {
      const body = await replay.rebuild(call, begun.answer, begun.now - begun.doneAt);
      return { status: begun.status, body, headers: replayedHeader };
    }
    case 'new':
    case 'retake':
      return work(route, replay, { ...call, workId: begun.id });
    default:
      return begun satisfies never;
  }
}
