/** Longer than a driver looks for its server, shorter than a person waits. */
export const storeAnswerMilliseconds = 6000;

/** Settles as the promise does, or rejects when it has not settled in time. The work itself is not stopped. */
export async function within<Value>(milliseconds: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
