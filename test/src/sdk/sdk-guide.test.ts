import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createOtpost } from '@otpost/sdk';

const house = fileURLToPath(new URL('../../../', import.meta.url));
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

/** What the pages take for granted. */
const surroundings = `
import type { Challenge, Otpost } from '@otpost/sdk';
import type { Express, default as Module } from 'express';
declare global {
  const otpost: Otpost;
  const challenge: Challenge;
  const proved: Challenge;
  const settings: { readonly otpostKey: string; readonly webhookSecret: string };
  const apiKey: string;
  const typed: string;
  const user: { readonly id: string; readonly email: string; readonly name: string };
  const site: Express;
  const express: typeof Module;
  function letIn(): void;
  function askAgain(checksLeft: number): void;
  function startAgain(): void;
  function tell(words: string): void;
  function log(...facts: unknown[]): void;
  function tellSupport(id: string, user: string | null, reason: string | null): Promise<void>;
}
`;

let directory: string;
beforeAll(async () => {
  // Below the house, so that it finds its packages.
  await mkdir(join(house, 'test/.cache'), { recursive: true });
  directory = await mkdtemp(join(house, 'test/.cache/sdk-guide-'));
  await writeFile(join(directory, 'package.json'), '{"type":"module"}');
});
afterAll(() => rm(directory, { recursive: true }));

/** What the compiler has to say. */
function compile(options: readonly string[], files: readonly string[]): Promise<string> {
  const always = ['--ignoreConfig', '--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, ...always, ...options, ...files], { cwd: directory }, (_error, output) =>
      resolve(output),
    );
  });
}

/** A block of a page as a module: its imports on top, the rest in a function. */
function moduleOf(block: string): string {
  const lines = block.split('\n');
  const isImport = (line: string): boolean => line.startsWith('import ');
  const rest = lines.filter((line) => !isImport(line));
  return [...lines.filter(isImport), 'export async function block() {', ...rest, '}'].join('\n');
}

test.each(['docs/sdk.md', 'README.md', 'packages/sdk/README.md'])(
  'the code in %s compiles',
  async (page) => {
    const text = await readFile(join(house, page), 'utf8');
    const blocks = [...text.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, block = '']) => block);
    expect(blocks).not.toEqual([]);
    const name = page.replaceAll(/\W/g, '-');
    const files = blocks.map((_block, index) => `${name}-${index}.ts`);
    await Promise.all(files.map((file, index) => writeFile(join(directory, file), moduleOf(blocks[index] ?? ''))));
    await writeFile(join(directory, 'surroundings.d.ts'), surroundings);
    expect(await compile(['--types', 'node', '--skipLibCheck'], ['surroundings.d.ts', ...files])).toBe('');
  },
  60_000,
);

test.each([
  ['Node', ['--lib', 'es2022', '--types', 'node']],
  ['other runtimes', ['--lib', 'es2022,dom', '--types', '']],
])(
  'the types of the package stand by themselves in %s',
  async (_where, options) => {
    await writeFile(join(directory, 'use.ts'), "export * from '@otpost/sdk';\n");
    expect(await compile([...options, '--exactOptionalPropertyTypes'], ['use.ts'])).toBe('');
  },
  60_000,
);

test('a wrong field and a code that no error has are found by the compiler', async () => {
  const wrong = [
    "import { OtpostError, type Otpost } from '@otpost/sdk';",
    'export const one = (otpost: Otpost) => otpost.challenges.create({ channel: "mail", to: "a@example.com" });',
    'export const two = (error: OtpostError) => error.code === "rate_limitted";',
    'export const three = async (otpost: Otpost) => (await otpost.challenges.check("ch_1", { code: "1" })).right;',
  ];
  await writeFile(join(directory, 'wrong.ts'), wrong.join('\n'));
  const output = await compile(['--types', 'node', '--skipLibCheck'], ['wrong.ts']);
  expect([...output.matchAll(/^wrong\.ts\((\d+),/gm)].map(([, line]) => line)).toEqual(['2', '3', '4']);
}, 60_000);

test('docs/sdk.md names every function of the client and no other', async () => {
  const text = await readFile(join(house, 'docs/sdk.md'), 'utf8');
  const rows = [...text.matchAll(/^\| `(\w+)` \| ((?:`\w+` ?)+)\|/gm)];
  const told = rows.map(([, area, names = '']) => [area, new Set(names.match(/\w+/g))]);
  const otpost = createOtpost({ baseUrl: 'https://otpost.example.com', apiKey: 'otp_live_x' });
  const real = Object.entries(otpost).map(([area, functions]) => [area, new Set(Object.keys(functions as object))]);
  expect(Object.fromEntries(told)).toEqual(Object.fromEntries(real));
});
