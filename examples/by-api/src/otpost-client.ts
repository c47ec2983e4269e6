/** The five questions that this site asks Otpost. */

export interface Mfa {
  readonly required: boolean;
  readonly enrolled: boolean;
  readonly mustEnrol: boolean;
}

export interface Challenge {
  readonly id: string;
  readonly available: readonly { readonly factor: string; readonly type: string; readonly name: string }[];
}

export interface Check {
  readonly valid: boolean;
  readonly checksLeft: number;
  readonly reason?: string;
}

export interface NewFactor {
  readonly id: string;
  readonly secret: string;
  readonly qr: { readonly svg: string };
}

export interface Confirmed {
  readonly valid: boolean;
  /** Shown once: with the first factor. */
  readonly recoveryCodes?: readonly string[];
}

/** What Otpost refused, in the words of its problem+json. */
export class OtpostProblem extends Error {
  readonly code: string;

  constructor(code: string, detail: string) {
    super(detail);
    this.name = 'OtpostProblem';
    this.code = code;
  }
}

export interface OtpostClient {
  saveUser(id: string, user: { readonly email: string; readonly name: string }): Promise<void>;
  mfa(id: string): Promise<Mfa>;
  startChallenge(id: string): Promise<Challenge>;
  checkChallenge(challengeId: string, code: string): Promise<Check>;
  startAuthenticator(id: string): Promise<NewFactor>;
  confirmAuthenticator(id: string, factorId: string, code: string): Promise<Confirmed>;
}

export function createOtpostClient(apiUrl: string, apiKey: string): OtpostClient {
  const ask = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${apiUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as Answer;
    const { code, detail } = answer as { code: string; detail: string };
    throw new OtpostProblem(code, detail);
  };
  const user = (id: string): string => `/users/${encodeURIComponent(id)}`;
  return {
    saveUser: async (id, { email, name }) => {
      await ask('PUT', user(id), { email, name, type: 'person' });
    },
    mfa: (id) => ask('GET', `${user(id)}/mfa`),
    startChallenge: (id) => ask('POST', '/challenges', { channel: 'any', user: id }),
    checkChallenge: (challengeId, code) => ask('POST', `/challenges/${challengeId}/check`, { code }),
    startAuthenticator: (id) => ask('POST', `${user(id)}/factors`, { type: 'totp', name: 'Authenticator app' }),
    confirmAuthenticator: (id, factorId, code) => ask('POST', `${user(id)}/factors/${factorId}/confirm`, { code }),
  };
}
