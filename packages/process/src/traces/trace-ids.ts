import { createHash } from 'node:crypto';

export interface TraceIds {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Of the span at its root: 16 hex digits. */
  readonly rootSpanId: string;
}

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The trace of a challenge, notice or test, from its id alone. So every process finds it, after any restart and however
 * often a job is lost and rung for again; and so does an operator with `sha256sum`.
 */
export function traceIdsOf(subjectId: string): TraceIds {
  const digest = hashOf(`otpost trace ${subjectId}`);
  return { traceId: digest.slice(0, 32), rootSpanId: digest.slice(32, 48) };
}

/** The span of one attempt, so that a receipt which comes days later, to another process, stands below it. */
export function attemptSpanId(subjectId: string, send: number, attempt: number): string {
  return hashOf(`otpost attempt ${subjectId}-${send}.${attempt}`).slice(0, 16);
}
