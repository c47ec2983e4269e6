/** What our schemas write for "no control characters and no line breaks", which only JavaScript understands. */
const unseen = String.raw`\p{C}\p{Zl}\p{Zp}`;
/** The same for every dialect of regular expressions, without what Unicode has not given out. */
const unseenRanges = String.raw`\u0000-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff`;

/** The generator writes a regular expression with the flags behind it, which in JSON Schema would be text to match. */
const flagsAtEnd = /(?<!\\)\/[dgimsuvy]+$/;

const portable = (pattern: string): string => pattern.replace(flagsAtEnd, '').replaceAll(unseen, unseenRanges);

/** The document with patterns that every reader of JSON Schema understands: without flags, and without properties of Unicode. */
export function withPortablePatterns<Part>(part: Part): Part {
  const replaced = (key: string, value: unknown): unknown =>
    key === 'pattern' && typeof value === 'string' ? portable(value) : value;
  return JSON.parse(JSON.stringify(part, replaced)) as Part;
}
