import { describe, expect, test } from '@jest/globals';
import { OtpostError } from '../errors.js';
import { readCursor, writeCursor } from './history-cursor.js';

const place = { createdAt: 1_790_000_000_123, id: `ch_07${'a'.repeat(26)}-2` };

describe('a cursor of history', () => {
  test('gives back the place it was made of', () => {
    expect(readCursor(writeCursor(place))).toEqual(place);
  });

  test.each([
    ['nothing', ''],
    ['other text', 'hello'],
    ['another alphabet', `${writeCursor(place)}==`],
    ['an id that is none', writeCursor({ ...place, id: 'x' })],
    ['an operator', Buffer.from('{"$gt":""}').toString('base64url')],
    ['a negative time', Buffer.from(`-1.${place.id}`).toString('base64url')],
    ['a line break', Buffer.from(`1.${place.id}\n`).toString('base64url')],
  ])('is refused when it holds %s', (_, cursor) => {
    expect(() => readCursor(cursor)).toThrow(OtpostError);
    expect(() => readCursor(cursor)).toThrow('cursor: is not one that a page before gave');
  });
});
