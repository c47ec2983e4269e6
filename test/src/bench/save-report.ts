import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchReport } from './run-bench.js';

/** Keeps a copy of the report, named after its time, and gives its path. */
export async function saveReport(directory: string, report: BenchReport, now: Date): Promise<string> {
  await mkdir(directory, { recursive: true });
  const path = join(directory, `${now.toISOString().replaceAll(':', '-').slice(0, 19)}.json`);
  await writeFile(path, `${JSON.stringify(report, null, 2)}\n`);
  return path;
}
