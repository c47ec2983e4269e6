import { BenchUsageError, parseBenchArguments } from './bench-arguments.js';
import { benchCases } from './bench-cases.js';
import { benchSize } from './bench-size.js';
import { housePath } from './house.js';
import { reportText } from './report-text.js';
import { type FinishedBench, startBench } from './run-bench.js';
import { saveReport } from './save-report.js';

/** `./otpost bench`. Figures go to standard output, all else to standard error. */

const usageExitCode = 2;
/** 128 + SIGINT. */
const interruptedExitCode = 130;

function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function finish({ report, failures }: FinishedBench, json: boolean): Promise<number> {
  process.stdout.write(`${json ? JSON.stringify(report, null, 2) : reportText(report)}\n`);
  say(`Saved as ${await saveReport(housePath('bench-results'), report, new Date())}`);
  for (const { case: name, error } of failures) say(`${name} could not run: ${String(error)}`);
  return failures.length === 0 ? 0 : 1;
}

async function bench(words: readonly string[]): Promise<number> {
  const { caseNames, json, rounds } = parseBenchArguments(
    words,
    benchCases.map(({ name }) => name),
    benchCases.filter(({ isLong }) => !isLong).map(({ name }) => name),
  );
  const cases = benchCases.filter(({ name }) => caseNames.includes(name));
  const startedAt = performance.now();
  const progress = (text: string): void =>
    say(`${((performance.now() - startedAt) / 1000).toFixed(0).padStart(4)} s  ${text}`);
  const running = await startBench({ cases, rounds, size: benchSize, progress });
  process.once('SIGINT', () => void running.stop().finally(() => process.exit(interruptedExitCode)));
  process.once('SIGTERM', () => void running.stop().finally(() => process.exit(interruptedExitCode)));
  return await finish(await running.finished, json);
}

try {
  process.exitCode = await bench(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof BenchUsageError)) throw error;
  say(error.message);
  process.exitCode = usageExitCode;
}
