import { z } from 'zod';

export const challengeParams = z.strictObject({ id: z.string().max(100).describe('Id of the challenge.') });
