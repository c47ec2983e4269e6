/** Milliseconds since 1970. */
export type Clock = () => number;

/** Cryptographically secure random bytes. */
export type RandomBytes = (length: number) => Uint8Array;
