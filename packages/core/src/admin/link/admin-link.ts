import { createHash, timingSafeEqual } from 'node:crypto';
import type { Context } from '../../context.js';
import { newId } from '../../ids.js';
import type { AdminLinkRecord } from '../admin-records.js';

type Kind = AdminLinkRecord['kind'];

const minuteMilliseconds = 60_000;

/** SECURITY J1: a set-up lives 15 minutes. An invitation lies in a mailbox over a weekend. */
export const adminLinkMinutes: Readonly<Record<Kind, number>> = { 'set-up': 15, reset: 60, invitation: 72 * 60 };

/** The set-up has one row, so that of any number of tokens the last one stands, and one makes the first admin. */
const setUpId = 'lnk_setup';
/** 256 bits; SECURITY J1 asks for 128. */
const secretBytes = 32;
const pattern = /^(lnk_[0-9a-z]{5,26})\.([A-Za-z0-9_-]{43})$/;

const sha256 = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export type LinkParts = Pick<Context, 'store' | 'now' | 'randomBytes' | 'publicUrl'>;

function newRecord(
  { now }: LinkParts,
  id: string,
  kind: Kind,
  adminId: string | null,
  secret: string,
): AdminLinkRecord {
  const at = now();
  return {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    kind,
    adminId,
    secretHash: sha256(secret).toString('hex'),
    expiresAt: at + adminLinkMinutes[kind] * minuteMilliseconds,
    usedAt: null,
  };
}

/** Behind the #, which browsers send nowhere: no log of a server or proxy holds it. */
function urlOf({ publicUrl }: LinkParts, { id, kind }: AdminLinkRecord, secret: string): string {
  return `${publicUrl}/console/${kind}#${id}.${secret}`;
}

const newSecret = ({ randomBytes }: LinkParts): string => Buffer.from(randomBytes(secretBytes)).toString('base64url');

/** The address by which the first admin is made; one that was given before no longer works. */
export async function makeSetUpLink(parts: LinkParts): Promise<string> {
  const { adminLinks } = parts.store;
  const secret = newSecret(parts);
  const record = newRecord(parts, setUpId, 'set-up', null, secret);
  for (;;) {
    const stored = await adminLinks.get(setUpId);
    if (!stored && (await adminLinks.insert(record)) === 'inserted') break;
    if (
      stored &&
      (await adminLinks.replace({ ...record, version: stored.version + 1 }, stored.version)) === 'replaced'
    ) {
      break;
    }
  }
  return urlOf(parts, record, secret);
}

/** A link for one admin; those made for them before end. */
export async function makeAdminLink(parts: LinkParts, kind: 'invitation' | 'reset', adminId: string): Promise<string> {
  await endAdminLinks(parts, adminId);
  const secret = newSecret(parts);
  const record = newRecord(parts, newId('lnk', parts.randomBytes), kind, adminId, secret);
  await parts.store.adminLinks.insert(record);
  return urlOf(parts, record, secret);
}

export async function endAdminLinks({ store }: Pick<Context, 'store'>, adminId: string): Promise<void> {
  for (const { id } of await store.adminLinks.list({ adminId: { equals: adminId } })) await store.adminLinks.delete(id);
}

/** Undefined for a link that opens nothing: unknown, used, replaced or too old. Changes nothing. */
export async function readAdminLink(
  { store, now }: Pick<Context, 'store' | 'now'>,
  token: string,
): Promise<AdminLinkRecord | undefined> {
  const [, id = '', secret = ''] = pattern.exec(token) ?? [];
  const link = id === '' ? undefined : await store.adminLinks.get(id);
  if (!link || !timingSafeEqual(sha256(secret), Buffer.from(link.secretHash, 'hex'))) return undefined;
  return link.usedAt === null && now() < link.expiresAt ? link : undefined;
}

/** False when somebody else has used it meanwhile. */
export async function spendAdminLink(
  { store, now }: Pick<Context, 'store' | 'now'>,
  link: AdminLinkRecord,
): Promise<boolean> {
  const used = { ...link, usedAt: now(), updatedAt: now(), version: link.version + 1 };
  return (await store.adminLinks.replace(used, link.version)) === 'replaced';
}
