import { z } from 'zod';
import type { Route } from '../route/route.js';

export interface Readiness {
  /** What keeps this process from its work, in words for an operator; empty when it is ready. */
  readonly problems: readonly string[];
  /** What is down and can be done without for a while, such as `store`. */
  readonly degraded: readonly string[];
}

export type ReadinessProbe = () => Promise<Readiness>;

/** A load balancer that gets no answer within a second counts that as a failure as well. */
const longestProbeMilliseconds = 800;

const readinessSchema = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  problems: z.array(z.string()).optional(),
  degraded: z.array(z.string()).optional().describe('What is down and can be done without for a while.'),
});

async function probeInTime(probe: ReadinessProbe): Promise<Readiness> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<Readiness>((resolve) => {
    const problems = ['The state of this process could not be read in time'];
    timer = setTimeout(() => resolve({ problems, degraded: [] }), longestProbeMilliseconds);
  });
  try {
    return await Promise.race([probe(), tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

export function readyzRoute(probe: ReadinessProbe): Route {
  return {
    method: 'get',
    path: '/readyz',
    access: 'anyone',
    tag: 'Health',
    summary: 'Whether this process can do its work',
    description: 'Answers in less than a second, whatever else hangs. 200 also while only the store is down.',
    answers: {
      200: { description: 'Ready.', schema: readinessSchema },
      503: { description: 'Not ready; `problems` says why.', schema: readinessSchema },
    },
    errors: [],
    handle: async () => {
      const { problems, degraded } = await probeInTime(probe);
      const missing = degraded.length === 0 ? {} : { degraded };
      if (problems.length > 0) return { status: 503, body: { status: 'not_ready', problems, ...missing } };
      return { status: 200, body: { status: 'ready', ...missing } };
    },
  };
}
