import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ask, type Method } from './ask.js';
import { asProblem, type Problem } from './problem.js';

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      // A refusal is an answer; only a server that could not be reached is asked again.
      retry: (count, error) => count < 2 && asProblem(error).code === 'network',
    },
  },
});

interface ReadOptions<Body> {
  /** Asked again so often, while somebody looks. */
  readonly everyMilliseconds?: number;
  /** With this answer it is not asked again. */
  readonly isLast?: (body: Body) => boolean;
  /** False: not asked, since it would be refused. */
  readonly isAsked?: boolean;
}

/** What stands at a path of the API; kept, and asked again when somebody changes what it is about. */
export function useRead<Body>(
  path: string,
  { everyMilliseconds, isLast = () => false, isAsked = true }: ReadOptions<Body> = {},
) {
  const query = useQuery<Body>({
    queryKey: path.split(/[/?]/).filter((part) => part !== ''),
    enabled: isAsked,
    queryFn: () => ask<Body>('GET', path),
    refetchInterval: ({ state: { data } }) =>
      everyMilliseconds === undefined || (data !== undefined && isLast(data)) ? false : everyMilliseconds,
    // Another page of a list takes the place of the one before without a blank in between.
    placeholderData: (before) => before,
  });
  const problem: Problem | undefined = query.error ? asProblem(query.error) : undefined;
  return { ...query, problem };
}

export interface Change<Input> {
  readonly method: Exclude<Method, 'GET'>;
  readonly path: string | ((input: Input) => string);
  readonly body?: (input: Input) => unknown;
  /** Paths whose answers are old after it: `/admin/v1/providers` and all that stand below. */
  readonly makesOld: readonly string[];
}

interface Callbacks<Body> {
  readonly onSuccess?: (body: Body) => void;
  readonly onError?: (problem: Problem) => void;
}

/** Has asked again what a change made old. */
function useMakeOld(paths: readonly string[]): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const old = paths.map((one) => one.split('/').filter((part) => part !== ''));
    await Promise.all(old.map((queryKey) => client.invalidateQueries({ queryKey })));
  };
}

/** One change by the API. What it makes old is asked again before it counts as done. */
export function useChange<Input = void, Body = unknown>({ method, path, body, makesOld }: Change<Input>) {
  const makeOld = useMakeOld(makesOld);
  const mutation = useMutation<Body, Error, Input>({
    mutationFn: (input) =>
      ask<Body>(method, typeof path === 'string' ? path : path(input), body ? body(input) : undefined),
    onSuccess: makeOld,
  });
  const problem: Problem | undefined = mutation.error ? asProblem(mutation.error) : undefined;
  // The library forgets the callbacks of a component that is gone, as a form is that begins anew from what it saved.
  const mutate = (input: Input, { onSuccess, onError }: Callbacks<Body> = {}): void => {
    mutation.mutateAsync(input).then(
      (answer) => onSuccess?.(answer),
      (error: unknown) => onError?.(asProblem(error)),
    );
  };
  return { ...mutation, mutate, problem };
}

export interface Refused<One> {
  readonly one: One;
  readonly problem: Problem;
}

interface Several<One, Input> {
  readonly ones: readonly One[];
  readonly input: Input;
}

interface ChangeOfEach<One, Input> {
  readonly method: Change<One>['method'];
  readonly path: (one: One) => string;
  readonly body: (input: Input) => unknown;
  readonly makesOld: readonly string[];
}

/** The same change of several, one after the other; answers which were refused, and why. Those before and after hold. */
export function useChangeOfEach<One, Input>({ method, path, body, makesOld }: ChangeOfEach<One, Input>) {
  const makeOld = useMakeOld(makesOld);
  const mutation = useMutation<readonly Refused<One>[], Error, Several<One, Input>>({
    mutationFn: async ({ ones, input }) => {
      const refused: Refused<One>[] = [];
      for (const one of ones) {
        await ask(method, path(one), body(input)).catch((error: unknown) => {
          refused.push({ one, problem: asProblem(error) });
        });
      }
      return refused;
    },
    onSuccess: makeOld,
  });
  const mutate = (several: Several<One, Input>, onEnd: (refused: readonly Refused<One>[]) => void): void => {
    void mutation.mutateAsync(several).then(onEnd);
  };
  return { isPending: mutation.isPending, mutate };
}
