import type { BenchResult } from './bench-result.js';
import type { BenchReport } from './run-bench.js';

function figure(value: number | null): string {
  if (value === null) return '-';
  return Number(value.toPrecision(value >= 100 ? 4 : 3)).toLocaleString('en');
}

function ratioText({ ratio, target }: BenchResult): string {
  return ratio === null ? `at most ${figure(target)}` : `${ratio.toFixed(2)} (target ${target.toFixed(2)})`;
}

function details({ cpuMicrosecondsPerRequest: cpu, spread, further = [] }: BenchResult): string[] {
  const percent = (part: number): string => `${Math.round(part * 100)} %`;
  return [
    ...(cpu ? [`CPU per request: ours ${figure(cpu.ours)} us, baseline ${figure(cpu.baseline)} us`] : []),
    ...(spread ? [`spread over the rounds: ours ${percent(spread.ours)}, baseline ${percent(spread.baseline)}`] : []),
    ...further.map(
      ({ measure, ours, unit, target, met }) =>
        `${measure}: ${figure(ours)} ${unit}, at most ${figure(target)}: ${met ? 'met' : 'missed'}`,
    ),
  ];
}

function resultLines(result: BenchResult): string[] {
  const columns = [
    result.case.padEnd(9),
    figure(result.ours).padStart(8),
    figure(result.baseline).padStart(8),
    ` ${result.unit.padEnd(12)}`,
    ratioText(result).padEnd(20),
    result.met ? 'met' : 'missed',
  ];
  return [columns.join(' '), ...details(result).map((line) => `          ${line}`)];
}

/** The report for people. */
export function reportText({ machine, rounds, results }: BenchReport): string {
  const head = ['case     ', 'ours'.padStart(8), 'baseline'.padStart(8), ` ${'unit'.padEnd(12)}`, 'ratio or bound'];
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}; medians of ${rounds} rounds`,
    '',
    head.join(' '),
    ...results.flatMap(resultLines),
  ].join('\n');
}
