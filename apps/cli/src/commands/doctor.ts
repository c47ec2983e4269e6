import type { Finding } from '@otpost/process/doctor/finding';
import type { Command } from '../command.js';
import { examine } from '../installation/examine.js';
import { installationEnvironment, installationOptions } from '../installation/read-installation.js';

function findingText({ check, ok, what, mend }: Finding): string {
  const line = `${ok ? 'ok     ' : 'WRONG  '} ${check.padEnd(18)} ${what}`;
  return mend === null ? line : `${line}\n${' '.repeat(27)}${mend}`;
}

export const command: Command = {
  usage: '',
  description:
    'Looks at Node, the configuration, the data directory, the disk, the ports, Redis, the clock, the store, the master keys and the\n' +
    'providers, and says how to mend what is wrong. Changes nothing. Exit code 1 when something is wrong.',
  options: installationOptions,
  examples: ['./otpost doctor', './otpost doctor --data .otpost'],
  async run(input) {
    const findings = await examine(installationEnvironment(input));
    for (const finding of findings) console.log(findingText(finding));
    const wrong = findings.filter(({ ok }) => !ok).length;
    console.log(wrong === 0 ? '\nAll is well.' : `\n${wrong} of ${findings.length} checks found something wrong.`);
    return wrong === 0 ? 0 : 1;
  },
};
