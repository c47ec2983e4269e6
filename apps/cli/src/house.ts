import { fileURLToPath } from 'node:url';

/** The checkout that this command line belongs to; src/ and dist/ are equally deep. */
export const houseDirectory = fileURLToPath(new URL('../../../', import.meta.url));

export function housePath(path: string): string {
  return houseDirectory + path;
}
