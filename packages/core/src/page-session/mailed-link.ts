import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { type NamedLink, readLink } from '../link/use-link.js';
import { chooseLocale } from '../message/choose-locale.js';
import { followReset } from '../reset/follow-reset.js';
import { pageLifeMilliseconds } from './page-life.js';
import { newPageSecret } from './page-secret.js';
import { sealVisit } from './sealed-visit.js';
import type { VisitState } from './visit-state.js';

export type LinkState = Pick<VisitState, 'locale' | 'direction' | 'application'>;

/** What the page of a link shows before it is used. Changes nothing. Throws `not_found` for a link that does not work. */
export async function lookAtLink(context: Context, named: NamedLink): Promise<LinkState> {
  const read = await readLink(context, named);
  if (read.kind !== 'open') throw new OtpostError('not_found', 'This link does not work, or no longer');
  const application = applicationOf(context.settings.current(), read.link.applicationId);
  const user = await context.store.users.get(read.link.userId);
  const { brand, supportText, defaultLocale } = application.settings;
  const locale = chooseLocale(user?.locale, defaultLocale, context.locales.tags);
  return {
    locale,
    direction: context.locales.get(locale).strings.direction,
    application: { name: brand.name ?? application.name, logo: brand.logo, colour: brand.colour, supportText },
  };
}

/** The click on a mailed reset: a visit in which the first new factor replaces everything. Throws what followReset throws. */
export async function openResetVisit(context: Context, token: string): Promise<{ url: string }> {
  const { resetId, applicationId, userId } = await followReset(context, token);
  const id = newId('pgs', context.randomBytes);
  const link = newPageSecret(id, context.randomBytes);
  await context.live.pageSessions.create({
    id,
    applicationId,
    userId,
    flow: 'set-up',
    linkHash: link.hash,
    sealed: sealVisit(context.settings.current().keyring, applicationId, id, { returnUrl: null, resetId }),
    locale: null,
    lifeMilliseconds: pageLifeMilliseconds,
  });
  return { url: `/pages/#${link.text}` };
}
