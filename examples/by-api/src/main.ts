import { readFileSync } from 'node:fs';
import { createOtpost } from '@otpost/sdk';
import { createSite } from './create-site.js';

/** `node dist/main.js [dev.json] [port]`: `./otpost up` writes the file; a site of your own has a key in its settings. */
const [, , devFile = '../../.otpost/dev.json', port = '7080'] = process.argv;
const { apiUrl, apiKey } = JSON.parse(readFileSync(devFile, 'utf8')) as { apiUrl: string; apiKey: string };

createSite(createOtpost({ baseUrl: apiUrl, apiKey })).listen(Number(port), 'localhost', () => {
  process.stdout.write(`The example is at http://localhost:${port}\n`);
});
