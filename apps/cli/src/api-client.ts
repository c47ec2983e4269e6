import { CommandError } from './command.js';

export interface ApiClient {
  /** Gives the body of a 2xx answer; throws a CommandError with the API's own words otherwise. */
  call<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  /** The body of a GET, or undefined for a 404. */
  find<Body>(path: string): Promise<Body | undefined>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** RFC 9457; a proxy in between may answer with anything. */
interface Problem {
  readonly code?: string;
  readonly detail?: string;
  readonly title?: string;
}

const timeoutMilliseconds = 10_000;

function refusal(what: string, { status, body }: Answer): CommandError {
  const { code = '', detail, title = '' } = (body ?? {}) as Problem;
  return new CommandError(`${what} was answered with ${status} ${code}: ${detail ?? title}`);
}

/** Calls a running API with a key: one of an application for /v1, an admin key for /admin/v1. */
export function createApiClient(apiUrl: string, key: string): ApiClient {
  const request = async (method: string, path: string, body: unknown): Promise<Answer> => {
    const response = await fetch(`${apiUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }).catch((error: Error) => {
      throw new CommandError(`The API at ${apiUrl} does not answer (${error.message}). Is ./otpost up still running?`);
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  };
  return {
    async call<Body>(method: string, path: string, body?: unknown) {
      const answer = await request(method, path, body);
      if (answer.status >= 300) throw refusal(`${method} ${path}`, answer);
      return answer.body as Body;
    },
    async find<Body>(path: string) {
      const answer = await request('GET', path, undefined);
      if (answer.status === 404) return undefined;
      if (answer.status >= 300) throw refusal(`GET ${path}`, answer);
      return answer.body as Body;
    },
  };
}
