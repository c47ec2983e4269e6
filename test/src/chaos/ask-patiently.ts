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
export const pauseMilliseconds = 400;
const answerMilliseconds = 5000;

/** Asks until there is an answer other than "not now"; undefined when none came. */
export async function askPatiently(
  { application, apis, random, onAnswer }: PatientApplication,
  path: string,
  body: unknown,
  idempotencyKey?: string,
): Promise<Answer | undefined> {
  const end = performance.now() + patienceMilliseconds;
  while (performance.now() < end) {
    const more = {
      api: Math.floor(random() * apis),
      withinMilliseconds: answerMilliseconds,
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    };
    const answer = await application.ask('POST', path, body, more).catch(() => undefined);
    if (answer) onAnswer?.(answer);
    const notNow = !answer || answer.status === 503 || answer.body.code === 'idempotency_in_flight';
    if (!notNow) return answer;
    await sleep(pauseMilliseconds);
  }
  return undefined;
}
