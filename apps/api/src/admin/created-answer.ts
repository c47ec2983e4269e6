import { type IdPrefix, newId } from '@otpost/core/ids';
import { type Replay, storedAnswer } from '../idempotency/replay.js';

/** For a POST that makes a setting: a second try after a crash finds what the first one made, by its id. */
export function createdAnswer(prefix: IdPrefix): Replay {
  return { ...storedAnswer, newId: (call) => newId(prefix, call.context.randomBytes) };
}
