import { writeFileSync } from 'node:fs';
import { envExample } from './env-example.js';

/** From src/ and from dist/ the repository's root is two directories up. */
writeFileSync(new URL('../../.env.example', import.meta.url), envExample());
