import type { TellOperator } from '@otpost/core/alert/watch-alerts';

const timeoutMilliseconds = 5000;

/** Posts alerts to the operator's own address, or to nobody where none is set. */
export function createTellOperator(
  url: string | null,
  installation: string,
  warn: (message: string, facts: Readonly<Record<string, unknown>>) => void,
): TellOperator {
  if (url === null) return () => Promise.resolve(true);
  return async (alert) => {
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ installation, alert }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      await answer.body?.cancel();
      if (answer.ok) return true;
      warn('The operator could not be told of an alert; it is tried again', { status: answer.status });
    } catch {
      // The address may hold a secret, and the error names it.
      warn('The operator could not be told of an alert; it is tried again', {});
    }
    return false;
  };
}
