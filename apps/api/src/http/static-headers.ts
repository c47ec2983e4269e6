import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet, { type HelmetOptions } from 'helmet';

export type HeaderPairs = readonly string[];

/** OWASP ASVS 14.3.2: no answer may be kept by a cache. */
const neverCached = ['Cache-Control', 'no-store'];

/** Asks helmet once for its headers, so that a request pays for no more than copying them: name, value, name, value. */
export function headersByHelmet(options: HelmetOptions): HeaderPairs {
  const pairs: string[] = [...neverCached];
  const recorder = {
    setHeader: (name: string, value: string) => pairs.push(name, value),
    removeHeader: () => undefined,
  };
  helmet(options)({} as IncomingMessage, recorder as unknown as ServerResponse, (error) => {
    if (error) throw error instanceof Error ? error : new Error('helmet refused its options');
  });
  return pairs;
}

/** For JSON answers, which no browser has reason to render, frame or run. Headers that only matter for pages are left out. */
export const jsonHeaders = headersByHelmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] },
  },
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xFrameOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
});
