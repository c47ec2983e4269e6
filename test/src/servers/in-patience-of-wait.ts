/** Past the patience of WAIT nothing is promised, and a machine that is busy with other tests may get there. */
const patienceMilliseconds = 100;

/** Does a write, and tells whether its answer came while WAIT was still patient, so that a replica must have it. */
export async function inPatienceOfWait(write: () => Promise<unknown>): Promise<boolean> {
  const begun = performance.now();
  await write();
  return performance.now() - begun < patienceMilliseconds;
}
