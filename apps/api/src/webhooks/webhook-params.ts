import { z } from 'zod';

export const webhookParams = z.strictObject({ id: z.string().max(60) });
