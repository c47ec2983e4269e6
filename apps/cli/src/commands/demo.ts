import { randomInt } from 'node:crypto';
import type { Command } from '../command.js';
import { showChannel } from '../demo/show-channel.js';
import { requireRunning } from '../up/dev-file.js';
import { dataPaths, readDataDirectory } from '../up/up-plan.js';

/** New addresses in each run, so that no cool-down of the last one stands in the way. */
const newEmail = (): string => `demo-${randomInt(1_000_000_000)}@example.com`;
/** A mobile number of Slovenia; what is sent to it ends in the inbox. */
const newPhone = (): string => `+38640${randomInt(100_000, 1_000_000)}`;

export const command: Command = {
  usage: '',
  description:
    'Against a running ./otpost up: creates a challenge, waits for its message in the inbox, checks a wrong code and the right one,\nby email and by SMS, with the time that each step took.',
  options: {
    data: { type: 'string', value: 'DIR', description: 'the data directory of that up (default .otpost)' },
  },
  examples: ['./otpost demo', './otpost demo --data .otpost-2'],
  async run(input) {
    const file = requireRunning(dataPaths(readDataDirectory(input)).devFile);
    const show = { file, print: (text: string) => console.log(text) };
    await showChannel({ ...show, channel: 'email', to: newEmail() });
    await showChannel({ ...show, channel: 'sms', to: newPhone() });
    console.log(`\nThe messages are in the inbox: ${file.inboxUrl}`);
    return 0;
  },
};
