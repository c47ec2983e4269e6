import { readFileSync } from 'node:fs';

/** USER_HZ, which Linux has fixed at 100 for what it shows in /proc. */
const microsecondsPerTick = 10_000;

/**
 * CPU time of a running process in microseconds, of all its threads, user and system (proc(5), fields 14 and 15 of stat).
 * Undefined where there is no /proc.
 */
export function readCpuMicroseconds(processId: number): number | undefined {
  let text: string;
  try {
    text = readFileSync(`/proc/${processId}/stat`, 'utf8');
  } catch {
    return undefined;
  }
  // The name in field 2 may hold spaces; after its closing bracket field 3 begins.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * microsecondsPerTick;
}
