/** What the client needs of the world; tests bring their own. */
export interface Surroundings {
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds. */
  readonly now: () => number;
  /** 0 up to, not including, 1. */
  readonly random: () => number;
  /** Ends early when the signal does. */
  readonly wait: (milliseconds: number, signal: AbortSignal | undefined) => Promise<void>;
  readonly newKey: () => string;
}

export interface OtpostOptions {
  /** Where Otpost is: `https://otpost.example.com`, also with a path behind it. */
  readonly baseUrl: string;
  /** `otp_live_...`, from the settings of your program: never in a browser or a phone. */
  readonly apiKey: string;
  /**
   * How long one call may take, with all its tries and the waits between them. Otpost answers within about a second or says that
   * it cannot; 10 seconds, the default, leave room for two tries that hang, and people wait no longer for a page.
   */
  readonly timeLimitMilliseconds?: number | undefined;
  /** How often a request is sent at most, where sending it again does nothing twice. Default 3. */
  readonly tries?: number | undefined;
  /** For tests. */
  readonly surroundings?: Partial<Surroundings> | undefined;
}

/** The options with their defaults, checked. */
export interface Connection extends Surroundings {
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly timeLimitMilliseconds: number;
  readonly tries: number;
}

/** A day: nobody waits longer for an answer, and timers do not count much further. */
const longestTimeLimitMilliseconds = 86_400_000;
const mostTries = 10;

function wait(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, signal?.aborted ? 0 : milliseconds);
    signal?.addEventListener('abort', end);
  });
}

/** Neither the URL nor the key is in any of these errors: they may hold secrets. */
function checkedBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !['http:', 'https:'].includes(url.protocol)) {
    throw new TypeError('baseUrl: must be an http or https address, such as https://otpost.example.com');
  }
  if (url.username !== '' || url.password !== '')
    throw new TypeError('baseUrl: must hold no user name and no password');
  if (url.search !== '' || url.hash !== '') throw new TypeError('baseUrl: must end before ? and #');
  return url.href.replace(/\/+$/, '');
}

function checkedApiKey(apiKey: string): string {
  if (typeof apiKey === 'string' && apiKey.startsWith('otp_admin_')) {
    throw new TypeError('apiKey: is the key of an admin; an application has one that begins with otp_live_');
  }
  if (typeof apiKey !== 'string' || !/^otp_live_\w+$/.test(apiKey)) {
    throw new TypeError(
      'apiKey: must be the key of an application, which begins with otp_live_, and nothing around it',
    );
  }
  return apiKey;
}

export function checkedTimeLimit(milliseconds: number): number {
  if (milliseconds > 0 && milliseconds <= longestTimeLimitMilliseconds) return milliseconds;
  throw new TypeError(`timeLimitMilliseconds: must be above 0 and at most ${longestTimeLimitMilliseconds}`);
}

function checkedTries(tries: number): number {
  if (Number.isInteger(tries) && tries >= 1 && tries <= mostTries) return tries;
  throw new TypeError(`tries: must be a whole number from 1 to ${mostTries}`);
}

export function openConnection({ surroundings, ...options }: OtpostOptions): Connection {
  return {
    baseUrl: checkedBaseUrl(options.baseUrl),
    apiKey: checkedApiKey(options.apiKey),
    timeLimitMilliseconds: checkedTimeLimit(options.timeLimitMilliseconds ?? 10_000),
    tries: checkedTries(options.tries ?? 3),
    // Asked for at each call, so that a fetch that is put in its place later is used.
    fetch: (...request) => globalThis.fetch(...request),
    now: Date.now,
    random: Math.random,
    wait,
    newKey: () => crypto.randomUUID(),
    ...surroundings,
  };
}
