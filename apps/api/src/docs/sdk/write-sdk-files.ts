import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { sdkDocument } from './sdk-document.js';
import { sdkFiles } from './sdk-files.js';

// Run after a change of what applications send or get: node apps/api/dist/docs/sdk/write-sdk-files.js
const folder = new URL('../../../../../packages/sdk/src/generated/', import.meta.url);
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(sdkFiles(sdkDocument()))) writeFileSync(new URL(name, folder), text);
