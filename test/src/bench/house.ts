import { fileURLToPath } from 'node:url';

/** The checkout; src/ and dist/ are equally deep. */
const houseDirectory = fileURLToPath(new URL('../../../', import.meta.url));

export function housePath(path: string): string {
  return houseDirectory + path;
}

/** A program of the bench. It runs from dist/ also when a test asks for it, since plain node runs no TypeScript. */
export function benchProgram(name: string): string {
  return housePath(`test/dist/bench/${name}.js`);
}
