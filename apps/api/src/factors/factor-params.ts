import { z } from 'zod';
import { userParams } from '../users/user-params.js';

export const factorParams = userParams.extend({ fid: z.string().max(60).describe('Id of the factor.') });
