import { z } from 'zod';
import type { Context } from '../context.js';
import type { LinkRecord } from '../user-records.js';
import { matchesLink, parseLinkToken } from './link-token.js';
import { linkPayloadContext } from './make-link.js';

/** What stands behind the # of a link. */
export const linkTokenSchema = z.strictObject({ token: z.string().min(1).max(200) });

export interface NamedLink {
  readonly kind: LinkRecord['kind'];
  readonly token: string;
}

export type ReadLink =
  | { readonly kind: 'open'; readonly link: LinkRecord }
  | { readonly kind: 'unknown' | 'used' | 'canceled' | 'expired' };

/** Whether a link may still be used. Changes nothing: this is all that a GET may ask. */
export async function readLink(context: Context, { kind, token }: NamedLink): Promise<ReadLink> {
  const parsed = parseLinkToken(token);
  if (!parsed) return { kind: 'unknown' };
  const link = await context.store.links.get(parsed.id);
  if (!matchesLink(parsed, link) || link.kind !== kind) return { kind: 'unknown' };
  if (link.usedAt !== null) return { kind: 'used' };
  if (link.canceledAt !== null) return { kind: 'canceled' };
  return context.now() < link.expiresAt ? { kind: 'open', link } : { kind: 'expired' };
}

export type UsedLink =
  | { readonly kind: 'used_now'; readonly link: LinkRecord; readonly payload: string | null }
  | Exclude<ReadLink, { kind: 'open' }>;

/** Uses a link, once: of any number at the same time one wins, and what it revealed is gone from the store. */
export async function useLink(context: Context, named: NamedLink): Promise<UsedLink> {
  const read = await readLink(context, named);
  if (read.kind !== 'open') return read;
  const { link } = read;
  const { keyring } = context.settings.current();
  const at = context.now();
  const used = { ...link, usedAt: at, payloadSealed: null, updatedAt: at, version: link.version + 1 };
  // Stale: somebody used or canceled it in this moment, which a second look tells.
  if ((await context.store.links.replace(used, link.version)) !== 'replaced') return await useLink(context, named);
  const payload =
    link.payloadSealed === null
      ? null
      : keyring.unseal(link.applicationId, linkPayloadContext(link.id), link.payloadSealed);
  return { kind: 'used_now', link: used, payload };
}

/** Ends a link that was not used. False when there was nothing to end. */
export async function cancelLink(context: Context, linkId: string): Promise<boolean> {
  const link = await context.store.links.get(linkId);
  if (!link || link.usedAt !== null || link.canceledAt !== null) return false;
  const at = context.now();
  const canceled = { ...link, canceledAt: at, payloadSealed: null, updatedAt: at, version: link.version + 1 };
  if ((await context.store.links.replace(canceled, link.version)) === 'replaced') return true;
  return await cancelLink(context, linkId);
}
