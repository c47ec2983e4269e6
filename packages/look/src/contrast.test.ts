import { expect, test } from '@jest/globals';
import { type Arbitrary, assert, constantFrom, integer, property, tuple } from 'fast-check';
import { black, type Colour, contrast, formatColour, parseColour, readableOn, textOn, white } from './contrast.js';

const part = integer({ min: 0, max: 255 });
const anyColour = tuple(part, part, part) as Arbitrary<Colour>;

test('black on white is 21 to 1, and the order does not matter', () => {
  expect(contrast(black, white)).toBeCloseTo(21);
  expect(contrast(white, black)).toBeCloseTo(21);
});

test('the text on any brand colour reads at 4.5 to 1 or better', () => {
  assert(property(anyColour, (colour) => contrast(textOn(colour), colour) >= 4.5));
});

test('any brand colour becomes readable on the light and on the dark surface', () => {
  const surfaces: Colour[] = [white, [247, 248, 250], [31, 35, 42]];
  assert(
    property(anyColour, constantFrom(...surfaces), (colour, surface) => {
      return contrast(readableOn(surface, colour), surface) >= 4.5;
    }),
  );
});

test('a colour that reads well already stays itself', () => {
  expect(formatColour(readableOn(white, [26, 43, 60]))).toBe('#1a2b3c');
});

test('what is no colour is none', () => {
  expect(parseColour('red')).toBeUndefined();
  expect(parseColour('#1a2B3c')).toEqual([26, 43, 60]);
});
