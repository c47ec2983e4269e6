import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { commandTable } from './command-table.js';
import { housePath } from './house.js';

const read = (path: string): string => readFileSync(housePath(path), 'utf8');
const text = read('docs/operations/runbooks.md');
const sections = text.split(/^## /m).slice(1);
const titles = [
  'Nothing runs',
  'Provider down',
  'Redis full',
  'Traffic pumped',
  'Disk of Redis full',
  'Backlog',
  'Key rotation',
  'Upgrade',
  'Restore',
  'Failover',
];

const rules = parse(read('config/alerts/otpost.rules.yml')) as { groups: { rules: { alert: string }[] }[] };
const alerts = new Set(rules.groups.flatMap((group) => group.rules.map(({ alert }) => alert)));
const metrics = new Set([...read('docs/operations.md').matchAll(/^\| `(otpost_[a-z_]+)`/gm)].map(([, name]) => name));
const variables = new Set(read('.env.example').match(/\b(OTPOST_[A-Z_]+|REDIS_URL)\b/g));

const namedIn = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, name = '']) => name);

test('there is a runbook for each of the cases, with its signal and what users see', () => {
  expect(sections.map((section) => section.split('\n')[0])).toEqual(titles);
  for (const section of sections) {
    expect(section).toContain('**Signal.**');
    expect(section).toContain('**Users see**');
  }
});

describe('the runbooks name only what is there:', () => {
  test.each<[string, RegExp, { has(name: string): boolean }]>([
    ['alerts', /`(Otpost[A-Za-z]+)`/g, alerts],
    ['metrics', /\b(otpost_[a-z_]+)\b/g, metrics],
    ['variables', /\b(OTPOST_[A-Z_]+|REDIS_URL)\b/g, variables],
  ])('%s', (_what, pattern, there) => {
    const named = namedIn(pattern);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !there.has(name))).toEqual([]);
  });

  test('commands, which take as many words as are written', async () => {
    const lines = namedIn(/`\.\/otpost ([^`]+)`/g);
    expect(lines.length).toBeGreaterThan(10);
    for (const line of lines) {
      const [name = '', ...words] = line.split(' ');
      const entry = commandTable[name];
      if (!entry) throw new Error(`There is no ./otpost ${name}`);
      const { command } = await entry.load();
      if (words.length > 0) expect(command.takesWords).toBe(true);
    }
  });
});
