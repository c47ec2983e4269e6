import type { TellOperator, ToldAlert } from '@otpost/core/alert/watch-alerts';

const timeoutMilliseconds = 5000;

/** The part of a logger that is needed, by level. */
interface AlertLog {
  warn(facts: Readonly<Record<string, unknown>>, message: string): void;
  info(facts: Readonly<Record<string, unknown>>, message: string): void;
}

/** Logs each change once, however often it is told. */
function logChanges(log: AlertLog): (alert: ToldAlert) => void {
  const logged = new Map<string, string>();
  return ({ id, kind, subject, status, detail, count }) => {
    const change = `${status} ${count}`;
    if (logged.get(id) === change) return;
    logged.set(id, change);
    // The log keeps nothing that is called a subject: mails have one.
    const facts = { kind, about: subject, detail };
    if (status === 'open') log.warn(facts, 'An alert opened');
    else log.info(facts, 'An alert closed');
  };
}

interface TellOperatorParts {
  /** The operator's own address; null where none is set. */
  readonly url: string | null;
  readonly installation: string;
  readonly log: AlertLog;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Logs alerts, and posts them to the operator's own address where there is one. */
export function createTellOperator({ url, installation, log, warn }: TellOperatorParts): TellOperator {
  const logOnce = logChanges(log);
  return async (alert) => {
    logOnce(alert);
    if (url === null) return true;
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
