import { externalUserIdSchema } from '@otpost/core/user/user-id';
import { z } from 'zod';

export const userParams = z.strictObject({
  id: externalUserIdSchema.describe("The application's own id of the user, percent-encoded."),
});
