import { z } from 'zod';

export const webhookOfApplication = z.strictObject({ application: z.string().max(60), id: z.string().max(60) });
