import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApplication } from '../servers/furnish.js';
import type { Answer } from '../servers/house-client.js';

/** An application that asks any of some API processes, and again while there is trouble. */
export interface PatientApplication {
  readonly application: TestApplication;
  readonly apis: number;
  readonly random: () => number;
  /** Hears every answer, "not now" included. */
  readonly onAnswer?: (answer: Answer) => void;
}

/** Longer than everything is down at once, also where a process takes seconds to start beside other suites. */
const patienceMilliseconds = 45_000;
const answerMilliseconds = 5000;
const firstWaitMilliseconds = 200;
const longestWaitMilliseconds = 3000;

/**
 * As our own SDK waits: never before the time that the answer named, then twice as long each time, with jitter. Callers who come
 * back at once, hundreds of them after seconds of an outage, would keep a machine as small as this one from healing.
 */
function waitMilliseconds(answer: Answer | undefined, tries: number, random: () => number): number {
  const asked = (answer?.body.retryAfter ?? 0) * 1000;
  return asked + Math.min(longestWaitMilliseconds, firstWaitMilliseconds * 2 ** (tries - 1)) * (0.5 + random());
}

/** Asks until there is an answer other than "not now"; undefined when none came. */
export async function askPatiently(
  { application, apis, random, onAnswer }: PatientApplication,
  path: string,
  body: unknown,
  idempotencyKey?: string,
): Promise<Answer | undefined> {
  const end = performance.now() + patienceMilliseconds;
  for (let tries = 1; performance.now() < end; tries += 1) {
    const more = {
      api: Math.floor(random() * apis),
      withinMilliseconds: answerMilliseconds,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    };
    const answer = await application.ask('POST', path, body, more).catch(() => undefined);
    if (answer) onAnswer?.(answer);
    const notNow = !answer || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
    if (!notNow) return answer;
    await sleep(waitMilliseconds(answer, tries, random));
  }
  return undefined;
}
