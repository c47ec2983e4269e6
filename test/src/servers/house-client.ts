/** What the answers are asked for; each holds some of it. */
export interface AnswerBody {
  readonly id: string;
  readonly code: string;
  readonly key: string;
  readonly version: number;
  readonly status: string;
  readonly valid: boolean;
  readonly checksLeft: number;
  readonly reason: string | null;
  readonly dependency: string;
  readonly degraded: readonly string[];
  readonly problems: readonly string[];
  readonly retryAfter?: number;
  readonly delivery: { readonly id: string; readonly status: string };
  readonly createdAt: string;
  readonly suppressed: string | null;
  readonly suppressions: readonly { readonly id: string }[];
  readonly sends: readonly {
    readonly status: string;
    readonly sentAt: string | null;
    readonly attempts: readonly {
      readonly provider: string | null;
      readonly outcome: string | null;
      readonly providerMessageId: string | null;
    }[];
  }[];
}

export interface Answer {
  readonly status: number;
  readonly body: AnswerBody;
}

export interface Question {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Whole. */
  readonly url: string;
  readonly key?: string;
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  /** Rejects when no answer is there by then. */
  readonly withinMilliseconds?: number;
}

const patienceMilliseconds = 20_000;

/** Asks over HTTP. Rejects only when there is no answer. */
export async function ask(question: Question): Promise<Answer> {
  const { method, url, key, body, idempotencyKey, withinMilliseconds = patienceMilliseconds } = question;
  const response = await fetch(url, {
    method,
    headers: {
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(withinMilliseconds),
  });
  const text = await response.text();
  return { status: response.status, body: (text === '' ? {} : JSON.parse(text)) as AnswerBody };
}
