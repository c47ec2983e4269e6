/** The questions that a site with hosted pages asks Otpost: who must, where to, and what happened there. */

export interface Visit {
  readonly id: string;
  /** Where to send the browser; works once. */
  readonly url: string;
}

export interface VisitResult {
  readonly status: 'open' | 'completed' | 'canceled' | 'expired';
  readonly acts: readonly { readonly act: string }[];
  readonly challengeId: string | null;
  /** The user ticked "do not ask on this device". */
  readonly trustDevice: boolean;
}

export interface PageClient {
  saveUser(id: string, user: { readonly email: string; readonly name: string }): Promise<void>;
  /** `device` is what this browser kept from `trustDevice`, if anything. */
  needsSecondStep(id: string, device: string): Promise<boolean>;
  startVisit(id: string, returnUrl: string): Promise<Visit>;
  resultOf(visitId: string): Promise<VisitResult>;
  /** Gives the token that this browser keeps. The challenge is the one by which the user has just signed in. */
  trustDevice(id: string, challenge: string, name: string): Promise<string>;
}

export function createPageClient(apiUrl: string, apiKey: string): PageClient {
  const ask = async <Answer>(method: string, path: string, body?: object): Promise<Answer> => {
    const response = await fetch(`${apiUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`Otpost: ${(answer as { detail: string }).detail}`);
    return answer as Answer;
  };
  const user = (id: string): string => `/users/${encodeURIComponent(id)}`;
  return {
    saveUser: async (id, { email, name }) => {
      await ask('PUT', user(id), { email, name, type: 'person' });
    },
    needsSecondStep: async (id, device) => {
      const query = device === '' ? '' : `?device=${encodeURIComponent(device)}`;
      return (await ask<{ required: boolean }>('GET', `${user(id)}/mfa${query}`)).required;
    },
    startVisit: (id, returnUrl) => ask('POST', '/page-sessions', { user: id, flow: 'challenge', returnUrl }),
    resultOf: (visitId) => ask('GET', `/page-sessions/${visitId}/result`),
    trustDevice: async (id, challenge, name) =>
      (await ask<{ token: string }>('POST', `${user(id)}/trusted-devices`, { challenge, name })).token,
  };
}
