import { ExportResultCode } from '@opentelemetry/core';
import type { SpanExporter } from '@opentelemetry/sdk-trace';

export interface ExportWatcher {
  /** The first failure after it worked. */
  failed(error: Error | undefined): void;
  worksAgain(): void;
}

/** Tells once when a collector goes away and once when it is back. Spans that it did not take are lost, and nobody waits. */
export function watchedExporter(exporter: SpanExporter, watcher: ExportWatcher): SpanExporter {
  let works = true;
  const note = (succeeded: boolean, error: Error | undefined): void => {
    if (succeeded === works) return;
    works = succeeded;
    if (succeeded) watcher.worksAgain();
    else watcher.failed(error);
  };
  return {
    export: (spans, done) => {
      exporter.export(spans, ({ code, error }) => {
        note(code === ExportResultCode.SUCCESS, error);
        // The processor has nothing to add to a failure but a message of its own.
        done({ code: ExportResultCode.SUCCESS });
      });
    },
    shutdown: () => exporter.shutdown(),
  };
}
