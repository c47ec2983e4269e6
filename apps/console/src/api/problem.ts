export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** A refusal of the server, or `network` when it could not be reached. */
export class Problem extends Error {
  readonly code: string;
  readonly errors: readonly FieldProblem[];
  readonly retryAfter: number | undefined;
  /** For `conflict`: what is stored now. */
  readonly current: unknown;

  constructor(code: string, detail: string, more: Partial<Pick<Problem, 'errors' | 'retryAfter' | 'current'>> = {}) {
    super(detail);
    this.name = 'Problem';
    this.code = code;
    this.errors = more.errors ?? [];
    this.retryAfter = more.retryAfter;
    this.current = more.current;
  }

  /** What is wrong with one field; its path as the server names it. */
  messageOf(field: string): string | undefined {
    return this.errors.find((error) => error.field === field)?.message;
  }
}

interface ProblemBody {
  readonly code?: string;
  readonly detail?: string;
  readonly errors?: readonly FieldProblem[];
  readonly retryAfter?: number;
  readonly current?: unknown;
}

export async function problemOf(answer: Response): Promise<Problem> {
  const { code, detail, ...more } = (await answer.json().catch(() => ({}))) as ProblemBody;
  return new Problem(code ?? 'internal_error', detail ?? 'Something went wrong on the server.', more);
}

export function asProblem(error: unknown): Problem {
  return error instanceof Problem ? error : new Problem('internal_error', 'Something went wrong in this page.');
}
