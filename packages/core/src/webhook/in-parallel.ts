/** Enough to keep a store busy, and no more than it takes beside its other work. */
const most = 50;

/** Does the work for each, some at a time; the results stand in the order of the inputs. */
export async function inParallel<Input, Result>(
  inputs: readonly Input[],
  work: (input: Input) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let start = 0; start < inputs.length; start += most) {
    results.push(...(await Promise.all(inputs.slice(start, start + most).map(work))));
  }
  return results;
}
