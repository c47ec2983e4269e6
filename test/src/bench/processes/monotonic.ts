/** Milliseconds of the system's monotonic clock, which all processes of one machine share; its zero means nothing. */
export function monotonicMilliseconds(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
