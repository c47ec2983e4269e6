import type { Route } from './route.js';

export interface ServedPath<Serve> {
  readonly route: Pick<Route, 'method' | 'path'>;
  readonly serve: Serve;
}

export interface FoundRoute<Serve> {
  readonly serve: Serve;
  readonly params: Readonly<Record<string, string>>;
}

interface Candidate<Serve> {
  readonly segments: readonly string[];
  readonly serve: Serve;
}

/** Nothing to decode, no query, no slash at the end: what this does not match is left to Express. */
const plainPath = /^(?:\/[\w-]+)+$/;

/** Routes share a bucket when they have the same method, as many segments and the same two at the beginning. */
function bucketName(method: string, segments: readonly string[]): string {
  return `${method} ${segments.length} ${segments[0]}/${segments[1]}`;
}

/** The parameters of a path when it is one of the pattern's. */
function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [place, expected] of pattern.entries()) {
    const segment = segments[place] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = segment;
    else if (expected !== segment) return undefined;
  }
  return params;
}

/**
 * Finds the route of a plain path at once: Express would try the layers of all routes one after the other, after it has given
 * request and response prototypes of its own. What it finds is the route that Express would find, the first of the table; for
 * every other path, and for methods that no route takes, it finds nothing.
 */
export function createRouteFinder<Serve>(
  served: readonly ServedPath<Serve>[],
): (method: string, url: string) => FoundRoute<Serve> | undefined {
  const buckets = new Map<string, Candidate<Serve>[]>();
  for (const { route, serve } of served) {
    const segments = route.path.slice(1).split('/');
    const name = bucketName(route.method.toUpperCase(), segments);
    buckets.set(name, [...(buckets.get(name) ?? []), { segments, serve }]);
  }
  return (method, url) => {
    if (!plainPath.test(url)) return undefined;
    const segments = url.slice(1).split('/');
    for (const candidate of buckets.get(bucketName(method, segments)) ?? []) {
      const params = paramsOf(candidate.segments, segments);
      if (params) return { serve: candidate.serve, params };
    }
    return undefined;
  };
}
