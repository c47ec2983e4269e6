import { z } from 'zod';
import { invalidField } from './errors.js';

/** The last record of a page. */
export interface PagePlace {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly id: string;
}

const written = /^([0-9]{1,15})\.([a-z]{2,4}_[0-9a-z]{1,40})$/;

export function writePageCursor({ createdAt, id }: PagePlace): string {
  return Buffer.from(`${createdAt}.${id}`).toString('base64url');
}

const notGiven = 'is not one that a page before gave';

function placeOf(cursor: string): PagePlace | undefined {
  const [, createdAt, id] = written.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const place = { createdAt: Number(createdAt), id: id ?? '' };
  return id !== undefined && writePageCursor(place) === cursor ? place : undefined;
}

/** For a route that looks for something else first, and still refuses a bad cursor before. */
export const pageCursorSchema = z
  .string()
  .max(200)
  .refine((cursor) => placeOf(cursor) !== undefined, notGiven);

/** Throws `invalid_request` for anything that writePageCursor did not make. */
export function readPageCursor(cursor: string): PagePlace {
  const place = placeOf(cursor);
  if (!place) throw invalidField('cursor', notGiven);
  return place;
}
