/** Which requests a load is made of. Those that issue use addresses that nobody used before. */
export type LoadRequests =
  | { readonly kind: 'issue'; readonly addressPrefix: string }
  | { readonly kind: 'issue-totp'; readonly users: readonly string[] }
  | { readonly kind: 'check'; readonly answers: readonly CheckAnswer[] };

export interface CheckAnswer {
  readonly id: string;
  readonly code: string;
}

/** How long a load goes on: a time, a number of requests, or both at an even pace. */
export type LoadExtent =
  | { readonly kind: 'time'; readonly milliseconds: number }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'pace'; readonly perSecond: number; readonly count: number };

export interface LoadOrder {
  readonly port: number;
  /** Empty for a server that asks for none. */
  readonly apiKey: string;
  readonly requests: LoadRequests;
  readonly extent: LoadExtent;
  readonly inFlight: number;
}

export interface LoadReport {
  readonly completed: number;
  /** From the first request to the last answer. */
  readonly elapsedMilliseconds: number;
  /** The ids of the issued challenges, in the order of their answers. */
  readonly ids: readonly string[];
  /** For whom each was issued: the address, or the user. */
  readonly issuedFor: readonly string[];
  /** Monotonic milliseconds (one clock for all processes of a machine) at which each address was sent; only for a pace. */
  readonly sentAt: Readonly<Record<string, number>>;
}

/** What the generator says: the report, or what went wrong. */
export type LoadReply = { readonly report: LoadReport } | { readonly failure: string };
