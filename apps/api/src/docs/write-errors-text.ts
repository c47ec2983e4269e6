import { writeFileSync } from 'node:fs';
import { errorsText } from './errors-text.js';

// Run after a change of the guide: node apps/api/dist/docs/write-errors-text.js
writeFileSync(new URL('../../../../docs/errors.md', import.meta.url), errorsText());
