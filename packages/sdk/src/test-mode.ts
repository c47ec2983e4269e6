import type { PostOptions } from './api-request.js';
import type { MoveClock } from './generated/test-mode-types.js';
import type { Send } from './send.js';

/** For an application in test mode. Scope `challenges`. */
export function testModeBy(send: Send) {
  return {
    /** Lets time pass for its pending challenges. */
    moveClock: (input: MoveClock, options?: PostOptions) => send('POST /v1/test/clock', { body: input }, options),
  };
}
