import { z } from 'zod';
import { storedAnswer } from '../idempotency/replay.js';
import { adminRoute, applicationRoute } from '../route/define-route.js';
import type { Route } from '../route/route.js';

/** Routes that give back what they parsed, for tests of the machinery around them. */
export const echoBody = z.strictObject({
  name: z.string().min(2).max(10),
  count: z.int().min(1).max(5).optional(),
  colour: z.enum(['red', 'blue']).optional(),
  nested: z.strictObject({ deep: z.string() }).optional(),
  notes: z.record(z.string().regex(/^[a-z]+$/, 'must be letters'), z.string()).optional(),
});

const documented = { tag: 'Test', summary: 'Test', answers: { 200: { description: 'The same.' } }, errors: [] };

export const echoRoutes: readonly Route[] = [
  applicationRoute('challenges', {
    ...documented,
    method: 'post',
    path: '/v1/echo',
    body: echoBody,
    replay: storedAnswer,
    handle: async ({ body, applicationId }) => ({ status: 200, body: { body, applicationId } }),
  }),
  applicationRoute('challenges', {
    ...documented,
    method: 'get',
    path: '/v1/echo/:id',
    params: z.strictObject({ id: z.string().max(20) }),
    query: z.strictObject({ limit: z.coerce.number().int().max(10).optional() }),
    handle: async ({ params, query }) => ({ status: 200, body: { params, query } }),
  }),
  applicationRoute('challenges', {
    ...documented,
    method: 'get',
    path: '/v1/broken',
    handle: async () => {
      throw new Error('connect ECONNREFUSED 10.0.0.1:6379 password=hunter2');
    },
  }),
  applicationRoute('users.admin', {
    ...documented,
    method: 'delete',
    path: '/v1/echo/:id',
    handle: async () => ({ status: 204 }),
  }),
  adminRoute({
    ...documented,
    method: 'get',
    role: 'viewer',
    reach: 'applications',
    path: '/admin/v1/echo',
    handle: async ({ actor }) => ({ status: 200, body: { actor } }),
  }),
];
