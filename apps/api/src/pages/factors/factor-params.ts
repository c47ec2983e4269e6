import { z } from 'zod';

export const factorParams = z.strictObject({ fid: z.string().max(60) });
