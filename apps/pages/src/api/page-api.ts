/** A refusal of the server, or `network` when it could not be reached. */
export class PageProblem extends Error {
  readonly code: string;
  readonly retryAfter: number | undefined;

  constructor(code: string, retryAfter?: number) {
    super(code);
    this.name = 'PageProblem';
    this.code = code;
    this.retryAfter = retryAfter;
  }
}

export type Call = <Body>(method: string, path: string, body?: object, proof?: string) => Promise<Body>;

interface ProblemBody {
  readonly code?: string;
  readonly retryAfter?: number;
}

async function problemOf(answer: Response): Promise<PageProblem> {
  const body = (await answer.json().catch(() => ({}))) as ProblemBody;
  return new PageProblem(body.code ?? 'internal_error', body.retryAfter);
}

/** Asks the pages' own API. The header is what another site cannot send. Throws a PageProblem. */
export const callPageApi: Call = async <Body>(method: string, path: string, body?: object, proof?: string) => {
  const headers = new Headers({ 'Otpost-Page': '1' });
  if (body) headers.set('Content-Type', 'application/json');
  if (proof) headers.set('Otpost-Proof', proof);
  const content = body ? { body: JSON.stringify(body) } : {};
  const answer = await fetch(`/pages/v1${path}`, { method, headers, ...content }).catch(() => {
    throw new PageProblem('network');
  });
  if (!answer.ok) throw await problemOf(answer);
  const text = await answer.text();
  return (text === '' ? undefined : JSON.parse(text)) as Body;
};
