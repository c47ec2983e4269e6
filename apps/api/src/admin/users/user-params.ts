import type { Context } from '@otpost/core/context';
import { requireApplication } from '@otpost/core/settings/require-application';
import type { UserOf } from '@otpost/core/user/require-user';
import { externalUserIdSchema } from '@otpost/core/user/user-id';
import { z } from 'zod';

export const anyUserParams = z.strictObject({
  applicationId: z.string().max(60),
  id: externalUserIdSchema.describe("The application's own id of the user, percent-encoded."),
});

/** The user whom an admin names. An application that is out of reach is not there: throws `not_found`. */
export function userInReach(
  context: Context,
  { applicationId, id: externalId }: z.infer<typeof anyUserParams>,
): UserOf {
  return { applicationId: requireApplication(context, applicationId).id, externalId };
}
