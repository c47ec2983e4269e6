import type { RandomBytes } from '../clock.js';
import { generateCode } from '../code.js';
import type { ApplicationSettings } from '../settings/application-settings.js';

const pattern = '4242424242';

/** The code of a new challenge: always the same in test mode, where it reaches nobody and opens nothing. */
export function newCode({ codeLength, testMode }: ApplicationSettings, randomBytes: RandomBytes): string {
  return testMode ? pattern.slice(0, codeLength) : generateCode(codeLength, randomBytes);
}
