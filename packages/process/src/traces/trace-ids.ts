import { createHash } from 'node:crypto';

export interface TraceIds {
  /** 32 hex digits. */
  readonly traceId: string;
  /** Of the span at its root: 16 hex digits. */
  readonly rootSpanId: string;
}

/**
 * The trace of a challenge, notice or test, from its id alone. So every process finds it, after any restart and however
 * often a job is lost and rung for again; and so does an operator with `sha256sum`.
 */
export function traceIdsOf(subjectId: string): TraceIds {
  const digest = createHash('sha256').update(`otpost trace ${subjectId}`).digest('hex');
  return { traceId: digest.slice(0, 32), rootSpanId: digest.slice(32, 48) };
}
