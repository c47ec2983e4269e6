import { applicationOf } from '../challenge/application-of.js';
import { isoTime } from '../challenge/challenge-view.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { requireUser } from '../user/require-user.js';
import { pageLifeMilliseconds } from './page-life.js';
import { newPageSecret } from './page-secret.js';
import type { CreatePageSessionInput, PageSessionView } from './page-session-schemas.js';
import { parseReturnUrl } from './return-url.js';
import { sealVisit } from './sealed-visit.js';

export interface CreatePageSessionRequest {
  readonly applicationId: string;
  readonly input: CreatePageSessionInput;
  /** Where browsers reach the pages; without a slash at its end. */
  readonly publicUrl: string;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

/**
 * Makes a visit for one user and the link to it. The secret stands in the fragment, which browsers send to nobody, so it is in
 * no log on the way. Throws `not_found` for the user, `policy_forbids` for a service account, `invalid_request` for the
 * return URL.
 */
export async function createPageSession(context: Context, request: CreatePageSessionRequest): Promise<PageSessionView> {
  const { applicationId, input, publicUrl } = request;
  const settings = context.settings.current();
  const application = applicationOf(settings, applicationId);
  const returnUrl = parseReturnUrl(input.returnUrl, application.settings.returnUrls);
  const user = await requireUser(context, { applicationId, externalId: input.user });
  if (user.type === 'service') throw new OtpostError('policy_forbids', 'A service account has no pages');

  const id = request.id ?? newId('pgs', context.randomBytes);
  const link = newPageSecret(id, context.randomBytes);
  const created = await context.live.pageSessions.create({
    id,
    applicationId,
    userId: user.id,
    flow: input.flow,
    linkHash: link.hash,
    sealed: sealVisit(settings.keyring, applicationId, id, { returnUrl }),
    locale: input.locale ?? null,
    lifeMilliseconds: pageLifeMilliseconds,
  });
  if (created.kind === 'exists') {
    throw new OtpostError('already_revealed', 'The link of this request was followed already; make a new page session');
  }
  return { id, url: `${publicUrl}/pages/#${link.text}`, expiresAt: isoTime(created.expiresAt) };
}
