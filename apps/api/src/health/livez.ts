import { z } from 'zod';
import type { Route } from '../route/route.js';

export const livezRoute: Route = {
  method: 'get',
  path: '/livez',
  access: 'anyone',
  tag: 'Health',
  summary: 'Whether this process runs',
  answers: { 200: { description: 'It runs.', schema: z.strictObject({ status: z.literal('alive') }) } },
  errors: [],
  handle: async () => ({ status: 200, body: { status: 'alive' } }),
};
