import { readFileSync } from 'node:fs';
import { createOtpost } from '@otpost/sdk';
import { createSite } from './create-site.js';

/** `node dist/main.js [dev.json] [port]`: `./otpost up` writes the file; a site of your own has a key in its settings. */
const [, , devFile = '../../.otpost/dev.json', port = '7081'] = process.argv;
const { apiUrl, apiKey } = JSON.parse(readFileSync(devFile, 'utf8')) as { apiUrl: string; apiKey: string };
const siteUrl = `http://localhost:${port}`;

createSite({ otpost: createOtpost({ baseUrl: apiUrl, apiKey }), siteUrl }).listen(Number(port), 'localhost', () => {
  process.stdout.write(`The example is at ${siteUrl}\n`);
});
