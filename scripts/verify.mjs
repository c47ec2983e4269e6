// Everything that needs no server. Steps of one row run side by side; a row begins when the one before has ended.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkDocuments } from './verify/check-documents.mjs';
import { checkErrorCodes } from './verify/check-error-codes.mjs';
import { checkFolderNames } from './verify/check-folder-names.mjs';
import { runTool } from './verify/run-tool.mjs';

const house = join(dirname(fileURLToPath(import.meta.url)), '..');
const linted = ['apps', 'packages', 'config', 'examples', 'test', 'scripts'];

const rows = [
  {
    'format and imports': () => runTool(house, '@biomejs/biome/bin/biome', ['check', '.']),
    'folder names': () => checkFolderNames(house),
    documents: () => checkDocuments(house),
    'error codes': () => checkErrorCodes(house),
    'types of the code': () => runTool(house, 'typescript/bin/tsc', ['--build']),
    'types of the pages': () => runTool(house, 'typescript/bin/tsc', ['-p', 'apps/pages']),
    'types of the console': () => runTool(house, 'typescript/bin/tsc', ['-p', 'apps/console']),
  },
  // Both read the declarations that the build has written.
  {
    lint: () => runTool(house, 'oxlint/bin/oxlint', ['--type-aware', '--deny-warnings', ...linted]),
    'types of the tests': () => runTool(house, 'typescript/bin/tsc', ['-p', 'tsconfig.tests.json', '--noEmit']),
  },
];

/** Runs one step, tells how it went, and gives true when nothing was found. */
async function runStep([name, step]) {
  const startedAt = Date.now();
  const findings = await step();
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1);
  console.log(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${name.padEnd(20)} ${seconds.padStart(5)} s`);
  for (const finding of findings) console.log(finding.replaceAll(/^/gm, '       '));
  return findings.length === 0;
}

const results = [];
for (const row of rows) results.push(...(await Promise.all(Object.entries(row).map(runStep))));
const failed = results.filter((isGood) => !isGood).length;
console.log(failed === 0 ? 'All is well.' : `${failed} of ${results.length} steps failed.`);
process.exitCode = failed === 0 ? 0 : 1;
