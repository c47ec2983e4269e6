import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { operatorSchema } from './operator-schema.js';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

interface Instruction {
  readonly name: string;
  readonly words: readonly string[];
  readonly text: string;
}

function parseDockerfile(text: string): Instruction[] {
  const lines = text
    .replaceAll(/\\\n\s*/g, ' ')
    .split('\n')
    .map((line) => line.trim());
  return lines
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...words] = line.split(/\s+/);
      return { name, words, text: words.join(' ') };
    });
}

const instructions = parseDockerfile(read('Dockerfile'));
const named = (name: string) => instructions.filter((instruction) => instruction.name === name);
const stages = named('FROM').map(({ words }) => words[2] ?? '');
const copies = named('COPY').map(({ words }) => ({
  from: words.find((word) => word.startsWith('--from='))?.slice('--from='.length),
  sources: words.filter((word) => !word.startsWith('--')).slice(0, -1),
}));
const argumentsOf = (name: string) => JSON.parse(named(name)[0]?.text ?? '[]') as string[];

/** `*` within one name, `**` over any number of folders; a leading dot is nothing special. */
function patternToRegExp(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\?]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('**/', '(?:.*/)?').replaceAll(/(?<!\.)\*/g, '[^/]*')}$`);
}

/** As Docker reads .dockerignore: the last pattern that matches the path or a folder above it decides. */
function isIgnored(path: string): boolean {
  const parts = path.split('/');
  const chain = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  let ignored = false;
  for (const line of read('.dockerignore').split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const pattern = patternToRegExp(line.replace(/^!/, ''));
    if (chain.some((folder) => pattern.test(folder))) ignored = !line.startsWith('!');
  }
  return ignored;
}

test('only instructions that Docker knows are used, and there are two stages', () => {
  const known = ['ARG', 'FROM', 'WORKDIR', 'COPY', 'RUN', 'ENV', 'USER', 'EXPOSE', 'HEALTHCHECK', 'ENTRYPOINT', 'CMD'];
  for (const { name } of instructions) expect(known).toContain(name);
  expect(stages).toEqual(['build', 'run']);
});

test('what is copied from the checkout is there and goes to the builder', () => {
  const sources = copies.filter(({ from }) => from === undefined).flatMap((copy) => copy.sources);
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources) {
    expect([source, existsSync(new URL(source, root))]).toEqual([source, true]);
    expect([source, isIgnored(source)]).toEqual([source, false]);
  }
});

test('what is copied from a stage names a stage, and lies in its work directory', () => {
  const fromStages = copies.filter(({ from }) => from !== undefined);
  expect(fromStages.length).toBeGreaterThan(0);
  for (const { from, sources } of fromStages) {
    expect(stages).toContain(from);
    for (const source of sources) expect(source).toMatch(/^\/otpost\//);
  }
});

test('secrets, data, history and built files stay out of the builder, and sources go in', () => {
  const out = ['.env', '.git/config', '.otpost/data/master.key', 'node_modules/x', 'apps/api/node_modules/x'];
  for (const path of [...out, 'config/.env', 'apps/api/dist/main.js', 'apps/cli/src/main.test.ts', 'test/src/a.ts']) {
    expect([path, isIgnored(path)]).toEqual([path, true]);
  }
  for (const path of ['apps/cli/src/main.ts', 'config/locales/en.json', 'package-lock.json']) {
    expect([path, isIgnored(path)]).toEqual([path, false]);
  }
});

test('what the entry runs is built from a file that is there, by the project that the build stage builds', () => {
  const [program, entry = ''] = argumentsOf('ENTRYPOINT');
  expect(program).toBe('node');
  expect(argumentsOf('CMD')).toEqual(['start', 'api']);
  expect(existsSync(new URL(entry.replace('/dist/', '/src/').replace(/\.js$/, '.ts'), root))).toBe(true);
  const project = entry.slice(0, entry.indexOf('/dist/'));
  expect(
    named('RUN')
      .map(({ text }) => text)
      .join('\n'),
  ).toContain(`tsc --build ${project} `);
});

test('the Node of the image is pinned and satisfies the engines of package.json', () => {
  const [, version = ''] = /^NODE_IMAGE=node:(\d+\.\d+\.\d+)-[a-z]+-slim$/.exec(named('ARG')[0]?.text ?? '') ?? [];
  const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
  const numbers = (text: string) => text.split('.').map(Number);
  const [least = 0, leastMinor = 0] = numbers(engines.node.replace('>=', ''));
  const [major = 0, minor = 0] = numbers(version);
  expect(major > least || (major === least && minor >= leastMinor)).toBe(true);
  // Even numbers are the release lines with long-term support.
  expect(major % 2).toBe(0);
  for (const { words } of named('FROM')) expect(words[0]).toBe('${NODE_IMAGE}');
});

test('the last stage runs as a user that is not root, has a health check, and installs without scripts', () => {
  const lastStage = instructions.slice(instructions.findLastIndex(({ name }) => name === 'FROM'));
  const users = lastStage.filter(({ name }) => name === 'USER').map(({ text }) => text);
  expect(users).toEqual(['node']);
  expect(lastStage.some(({ name }) => name === 'HEALTHCHECK')).toBe(true);
  const installs = named('RUN').filter(({ text }) => text.includes('npm ci') || text.includes('npm prune'));
  for (const { text } of installs) expect(text).toContain('--ignore-scripts');
  expect(installs.length).toBe(2);
});

test('every variable that the image sets is one that the schema knows, and accepts', () => {
  const pairs = named('ENV').flatMap(({ words }) => words.map((word) => word.split('=')));
  for (const [name = '', value] of pairs.filter(([key]) => key?.startsWith('OTPOST_'))) {
    const schema = Object.entries(operatorSchema.shape).find(([known]) => known === name)?.[1];
    expect([name, schema?.safeParse(value).success]).toEqual([name, true]);
  }
  expect(pairs.length).toBeGreaterThan(1);
});
