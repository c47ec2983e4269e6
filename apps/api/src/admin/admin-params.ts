import { z } from 'zod';

/** Room for the settings with a policy of 50 rules. */
export const mostPolicyKeys = 1000;

export const settingParams = z.strictObject({ id: z.string().max(60) });
