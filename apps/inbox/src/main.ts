import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { createInboxHttp } from './http-server.js';
import { createMessageBox } from './message-box.js';
import { createSmtpReceiver } from './smtp-receiver.js';

const { values } = parseArgs({
  options: {
    host: { type: 'string', default: '127.0.0.1' },
    port: { type: 'string', default: '7071' },
    'smtp-port': { type: 'string', default: '7072' },
  },
});
const { host } = values;
const localNamesOnly = host === '127.0.0.1' || host === '::1' || host === 'localhost';

const box = createMessageBox(Date.now);
const smtp = createSmtpReceiver((message) => box.add(message));
const http = createInboxHttp(box, { localNamesOnly }).listen(Number(values.port), host);
smtp.listen(Number(values['smtp-port']), host);
await Promise.all([once(http, 'listening'), once(smtp.server, 'listening')]);
process.stdout.write(
  `${JSON.stringify({ level: 'info', msg: 'ready', port: values.port, smtpPort: values['smtp-port'] })}\n`,
);

/** Messages live in memory only, so there is nothing to save: connections are cut. */
function stop(): void {
  process.exit(0);
}
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
