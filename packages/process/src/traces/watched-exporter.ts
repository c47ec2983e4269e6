import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

export interface ExportWatcher {
  /** The first failure after it worked. */
  failed(error: Error | undefined): void;
  worksAgain(): void;
}

/** Tells once when a collector goes away and once when it is back, however much is tried meanwhile. */
export function onlyChanges(watcher: ExportWatcher): ExportWatcher {
  let works = true;
  return {
    failed: (error) => {
      if (works) watcher.failed(error);
      works = false;
    },
    worksAgain: () => {
      if (!works) watcher.worksAgain();
      works = true;
    },
  };
}

/** Tells how each export went. Spans that a collector did not take are lost, and nobody waits for them. */
export function watchedExporter(exporter: SpanExporter, watcher: ExportWatcher): SpanExporter {
  return {
    export: (spans, done) => {
      exporter.export(spans, ({ code, error }) => {
        if (code === ExportResultCode.SUCCESS) watcher.worksAgain();
        else watcher.failed(error);
        // The processor has nothing to add to a failure but a message of its own.
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
