import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const period = 30;
/** Within which a code is on its way and looked at. */
const spareMilliseconds = 4000;
/** A timer may end a moment early by the clock of the day. */
const slackMilliseconds = 50;

function fromBase32(text: string): Buffer {
  const bits = text
    .split('')
    .map((letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** What an authenticator app shows: RFC 6238 with SHA-1, written here again so that nothing agrees with itself. */
export function totpApp(secret: string): (now: number) => string {
  const key = fromBase32(secret);
  return (now) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now / 1000 / period)));
    const hash = createHmac('sha1', key).update(counter).digest();
    const offset = (hash.at(-1) ?? 0) & 15;
    return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
  };
}

/** Near the end of a step it waits for the next one: a code of the step before would be two steps old when it is looked at. */
export async function untilStepLasts(): Promise<void> {
  const left = period * 1000 - (Date.now() % (period * 1000));
  if (left < spareMilliseconds) await sleep(left + slackMilliseconds);
}

/** What the app showed a step ago: accepted, and the code of now is still to be spent. */
export async function earlierCode(app: (now: number) => string): Promise<string> {
  await untilStepLasts();
  return app(Date.now() - period * 1000);
}
