import { type Link, TraceFlags, type Tracer } from '@opentelemetry/api';
import { parseTraceParent } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, TraceIdRatioBasedSampler, TracerProvider } from '@opentelemetry/sdk-trace';
import type { Clock, RandomBytes } from '@otpost/core/clock';
import type { Step, TracedRequest, Traces } from '@otpost/core/trace/traces-port';
import { within } from '../deadline.js';
import { type GivenIds, givenIds, recordSpan } from './record-span.js';
import { traceIdsOf } from './trace-ids.js';
import { type ExportWatcher, onlyChanges, watchedExporter } from './watched-exporter.js';

/** What a dead collector can hold: a few megabytes. Above it spans are dropped. */
const mostWaitingSpans = 2048;
const spansPerExport = 512;
const exportPauseMilliseconds = 1000;
const exportMilliseconds = 5000;
/** A process that stops waits no longer for a collector. */
const closeMilliseconds = 2000;

export interface TracesOptions {
  /** Without a slash at its end; the path of OTLP is added. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
  /** In [0, 1]: the part of all challenges that is traced, each wholly or not at all. */
  readonly ratio: number;
  /** `api`, `worker`. */
  readonly processName: string;
  readonly now: Clock;
  /** Milliseconds that never go back, with fractions. */
  readonly monotonic: Clock;
  readonly randomBytes: RandomBytes;
  readonly watcher: ExportWatcher;
}

export interface OpenTraces extends Traces {
  /** Sends what is left, if that is quickly done. Never rejects. */
  close(): Promise<void>;
}

interface Origin {
  readonly tracer: Tracer;
  readonly ids: GivenIds;
  readonly options: TracesOptions;
  readonly request: TracedRequest | undefined;
}

interface OpenStep {
  readonly subjectId: string | null;
  readonly spanId: string;
  readonly clock: Clock;
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** The time of a step and of those inside it: the wall's, with the fractions that it lacks, and never backwards. */
function steadyClock({ now, monotonic }: TracesOptions): Clock {
  const offset = now() - monotonic();
  return () => offset + monotonic();
}

function linkToCaller(request: TracedRequest | undefined): Link[] {
  const context = request?.traceparent === undefined ? null : parseTraceParent(request.traceparent);
  return context ? [{ context: { ...context, isRemote: true } }] : [];
}

/** From what made a message or a challenge of its own, such as the code of an `any` challenge. */
function linkToOuter(outer: OpenStep | undefined): Link[] {
  if (!outer || outer.subjectId === null) return [];
  const { traceId } = traceIdsOf(outer.subjectId);
  return [{ context: { traceId, spanId: outer.spanId, traceFlags: TraceFlags.SAMPLED } }];
}

function tracesFrom(origin: Origin, outer: OpenStep | undefined): Traces {
  const { tracer, ids, options, request } = origin;
  const step = (subjectId: string | null): Step => {
    const clock = outer?.clock ?? steadyClock(options);
    const own: OpenStep = { subjectId, spanId: hexOf(options.randomBytes(8)), clock };
    const startedAt = clock();
    return {
      ...tracesFrom(origin, own),
      end: (done) => {
        const isInside = outer?.subjectId === done.subjectId;
        recordSpan(tracer, ids, {
          ...done,
          spanId: own.spanId,
          parentSpanId: isInside && outer ? outer.spanId : null,
          startedAt,
          endedAt: clock(),
          links: [...linkToCaller(outer ? undefined : request), ...(isInside ? [] : linkToOuter(outer))],
          requestId: request?.requestId,
        });
      },
    };
  };
  return { step, ofRequest: (asked) => tracesFrom({ ...origin, request: asked }, outer) };
}

/** Sends spans to an OTLP collector, in the background and in batches. Nothing that fails here disturbs the work. */
export function openTraces(options: TracesOptions): OpenTraces {
  const { endpoint, headers, ratio, processName, randomBytes } = options;
  const watcher = onlyChanges(options.watcher);
  const exporter = new OTLPTraceExporter({
    url: `${endpoint}/v1/traces`,
    headers: { ...headers },
    timeoutMillis: exportMilliseconds,
  });
  const processor = new BatchSpanProcessor({
    exporter: watchedExporter(exporter, watcher),
    maxQueueSize: mostWaitingSpans,
    maxExportBatchSize: spansPerExport,
    scheduledDelayMillis: exportPauseMilliseconds,
    // Its exporter answers in its own time, always.
    exportTimeoutMillis: 2 * exportMilliseconds,
  });
  const ids = givenIds();
  const provider = new TracerProvider({
    // By the trace id, which all processes share: a challenge is traced by all of them or by none.
    sampler: new TraceIdRatioBasedSampler(ratio),
    idGenerator: ids,
    resource: resourceFromAttributes({
      'service.namespace': 'otpost',
      'service.name': `otpost-${processName}`,
      'service.instance.id': hexOf(randomBytes(8)),
    }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('otpost');
  return {
    ...tracesFrom({ tracer, ids, options, request: undefined }, undefined),
    close: async () => {
      await within(closeMilliseconds, provider.shutdown()).catch((error: unknown) => {
        watcher.failed(error instanceof Error ? error : undefined);
      });
    },
  };
}
