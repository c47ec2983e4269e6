import { z } from 'zod';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { readLink, useLink } from '../link/use-link.js';

export const revealedSchema = z.strictObject({ name: z.string(), password: z.string() });

export type Revealed = z.infer<typeof revealedSchema>;

/** The click on a reveal link: shows the password, once. Throws `not_found`, and `already_revealed` after the first look. */
export async function revealAppPassword(context: Context, token: string): Promise<Revealed> {
  const named = { kind: 'reveal', token } as const;
  const read = await readLink(context, named);
  if (read.kind === 'used') throw new OtpostError('already_revealed', 'This link has shown its password before');
  if (read.kind !== 'open') throw new OtpostError('not_found', 'This link does not work, or no longer');
  const { id: linkId, userId: target, applicationId } = read.link;
  const action = { actor: 'page', action: 'app_password.reveal', target, applicationId, data: { linkId } };
  return await audited(context, action, async () => {
    const used = await useLink(context, named);
    if (used.kind === 'used_now' && used.payload !== null) return revealedSchema.parse(JSON.parse(used.payload));
    throw new OtpostError('already_revealed', 'This link has shown its password before');
  });
}
