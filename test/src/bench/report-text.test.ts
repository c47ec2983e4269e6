import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { reportText } from './report-text.js';
import type { BenchReport } from './run-bench.js';
import { saveReport } from './save-report.js';

const report: BenchReport = {
  machine: { cpu: 'A processor', cores: 2, memoryMegabytes: 4096, system: 'linux 6 x64', node: 'v20.19.0' },
  rounds: 3,
  results: [
    {
      case: 'issue',
      ours: 2710.123,
      baseline: 3000,
      ratio: 0.903,
      unit: 'requests/s',
      target: 0.85,
      met: true,
      cpuMicrosecondsPerRequest: { ours: 350, baseline: 300 },
      spread: { ours: 0.12, baseline: 0.05 },
    },
    {
      case: 'latency',
      ours: 6.21,
      baseline: null,
      ratio: null,
      unit: 'ms',
      target: 15,
      met: false,
      further: [{ measure: 'p99', ours: 90, unit: 'ms', target: 75, met: false }],
    },
  ],
};

test('people read figures beside their baselines, the verdict, and what else helps to judge it', () => {
  const text = reportText(report);
  expect(text).toMatch(/A processor, 2 cores, .*medians of 3 rounds/);
  expect(text).toMatch(/issue +2,710 +3,000 +requests\/s +0\.90 \(target 0\.85\) +met/);
  expect(text).toMatch(/ours 350 us, baseline 300 us/);
  expect(text).toMatch(/ours 12 %, baseline 5 %/);
  expect(text).toMatch(/latency +6\.21 +- +ms +at most 15 +missed/);
  expect(text).toMatch(/p99: 90 ms, at most 75: missed/);
});

test('a saved report is the report, under the time of its run', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-bench-'));
  const path = await saveReport(join(directory, 'bench-results'), report, new Date('2026-11-22T05:00:00Z'));
  expect(path).toBe(join(directory, 'bench-results', '2026-11-22T05-00-00.json'));
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(report);
  await rm(directory, { recursive: true });
});
