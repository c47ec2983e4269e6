import { z } from 'zod';

export const settingParams = z.strictObject({ id: z.string().max(60) });
