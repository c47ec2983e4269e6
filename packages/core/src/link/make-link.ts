import type { Context } from '../context.js';
import { newId } from '../ids.js';
import type { LinkRecord } from '../user-records.js';
import { linkSecretHash, newLinkSecret, writeLinkToken } from './link-token.js';

export const linkLifeMilliseconds = 24 * 3_600_000;

export interface NewLink {
  readonly kind: LinkRecord['kind'];
  readonly applicationId: string;
  readonly userId: string;
  /** What a reveal shows; kept sealed. */
  readonly payload?: string;
}

export interface MadeLink {
  readonly record: LinkRecord;
  /** Shown once, to whom the link is for. */
  readonly url: string;
}

export const linkPayloadContext = (linkId: string): string => `link:${linkId}:payload`;

/** The secret stands behind the #, which browsers send nowhere: it is in no log of a server or proxy, and no GET can use it. */
function linkUrl(publicUrl: string, kind: LinkRecord['kind'], token: string): string {
  return `${publicUrl}/pages/${kind}#${token}`;
}

/** A single-use link that lives for a day. */
export async function makeLink(context: Context, link: NewLink): Promise<MadeLink> {
  const { randomBytes } = context;
  const { keyring } = context.settings.current();
  const { kind, applicationId, userId, payload } = link;
  const id = newId('lnk', randomBytes);
  const secret = newLinkSecret(randomBytes);
  const at = context.now();
  const record: LinkRecord = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind,
    applicationId,
    userId,
    secretHash: linkSecretHash(secret),
    payloadSealed: payload === undefined ? null : keyring.seal(applicationId, linkPayloadContext(id), payload),
    expiresAt: at + linkLifeMilliseconds,
    usedAt: null,
    canceledAt: null,
  };
  await context.store.links.insert(record);
  return { record, url: linkUrl(context.publicUrl, kind, writeLinkToken({ id, secret })) };
}
