import { invalidField } from '../errors.js';
import { parseDeliveryId } from '../ids.js';

/** The last record of a page. */
export interface HistoryPlace {
  /** Milliseconds since 1970. */
  readonly createdAt: number;
  readonly id: string;
}

const written = /^([0-9]{1,15})\.(.+)$/;

export function writeCursor({ createdAt, id }: HistoryPlace): string {
  return Buffer.from(`${createdAt}.${id}`).toString('base64url');
}

const isDeliveryId = (id: string): boolean => parseDeliveryId(id) !== undefined;

/** Throws `invalid_request` for anything that writeCursor did not make of a record with such an id. */
export function readCursor(cursor: string, isId: (id: string) => boolean = isDeliveryId): HistoryPlace {
  const [, createdAt, id] = written.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  const place = { createdAt: Number(createdAt), id: id ?? '' };
  if (!isId(place.id) || writeCursor(place) !== cursor) {
    throw invalidField('cursor', 'is not one that a page before gave');
  }
  return place;
}
