import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** What Jest writes with --json; only the counts that are read here. */
interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  /** Suites that could not be loaded, so that none of their tests is counted. */
  readonly numRuntimeErrorTestSuites: number;
}

/** Reads the counts of a run. A suite that cannot be loaded counts as one failed test, and so does a run without results. */
export async function readTestCounts(path: string): Promise<TestCounts> {
  if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
  const results = JSON.parse(await readFile(path, 'utf8')) as JestResults;
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.numPendingTests + results.numTodoTests,
  };
}

export function closingLine({ passed, failed, skipped }: TestCounts): string {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
