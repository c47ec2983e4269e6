import { type Link, ROOT_CONTEXT, SpanKind, SpanStatusCode, TraceFlags, type Tracer, trace } from '@opentelemetry/api';
import type { IdGenerator } from '@opentelemetry/sdk-trace';
import type { StepEnd, StepName } from '@otpost/core/trace/traces-port';
import { spanAttributes } from './span-attributes.js';
import { attemptSpanId, traceIdsOf } from './trace-ids.js';

export const spanKinds: Readonly<Record<StepName, SpanKind>> = {
  'challenge.create': SpanKind.SERVER,
  'challenge.join': SpanKind.SERVER,
  'challenge.resend': SpanKind.SERVER,
  'challenge.check': SpanKind.SERVER,
  'challenge.cancel': SpanKind.SERVER,
  'notice.create': SpanKind.INTERNAL,
  'test.create': SpanKind.INTERNAL,
  deliver: SpanKind.CONSUMER,
  'provider.send': SpanKind.CLIENT,
  receipt: SpanKind.SERVER,
};
const rootNames: ReadonlySet<StepName> = new Set(['challenge.create', 'notice.create', 'test.create']);

export interface GivenIds extends IdGenerator {
  /** For the next span. */
  give(traceId: string, spanId: string): void;
}

/** The SDK asks for ids while it makes a span; ours are known before. */
export function givenIds(): GivenIds {
  let next = { traceId: '', spanId: '' };
  return {
    give: (traceId, spanId) => {
      next = { traceId, spanId };
    },
    generateTraceId: () => next.traceId,
    generateSpanId: () => next.spanId,
  };
}

export interface DoneStep extends StepEnd {
  readonly spanId: string;
  /** Null: the root of the trace. */
  readonly parentSpanId: string | null;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly links: Link[];
  readonly requestId: string | undefined;
}

interface Place {
  readonly spanId: string;
  readonly parentSpanId: string;
}

/** A create is the root, whatever it was begun from; a receipt stands below the attempt that it is about. */
function placeOf(step: DoneStep, rootSpanId: string): Place {
  const { name, subjectId, spanId, facts } = step;
  const parentSpanId = step.parentSpanId ?? rootSpanId;
  if (rootNames.has(name)) return { spanId: rootSpanId, parentSpanId: '' };
  const { send, attempt } = facts;
  if (send === undefined || attempt === undefined || attempt === null) return { spanId, parentSpanId };
  const ofAttempt = attemptSpanId(subjectId, send, attempt);
  return name === 'receipt' ? { spanId, parentSpanId: ofAttempt } : { spanId: ofAttempt, parentSpanId };
}

/** Writes one span of a step that is over. */
export function recordSpan(tracer: Tracer, ids: GivenIds, step: DoneStep): void {
  const { traceId, rootSpanId } = traceIdsOf(step.subjectId);
  const { spanId, parentSpanId } = placeOf(step, rootSpanId);
  ids.give(traceId, spanId);
  const parent = { traceId, spanId: parentSpanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
  const context = parentSpanId === '' ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
  const options = {
    kind: spanKinds[step.name],
    startTime: step.startedAt,
    attributes: spanAttributes(step, step.requestId),
    links: step.links,
  };
  const span = tracer.startSpan(step.name, options, context);
  if (step.facts.failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end(step.endedAt);
}
