import { z } from 'zod';

/** What stood behind the # of the address. */
export const mailedLinkSchema = z.strictObject({ link: z.string().min(1).max(200) });
