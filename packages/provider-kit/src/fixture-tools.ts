import { rubbish200 } from './fakes/http-behaviour.js';
import { startFakeHttp } from './fakes/start-fake-http.js';
import { startFakeSmtp } from './fakes/start-fake-smtp.js';

/** What the fixture of an operator's provider is given: `export function fixture(tools)`, which starts a contract subject. */
export const fixtureTools = { startFakeHttp, startFakeSmtp, rubbish200 } as const;

export type FixtureTools = typeof fixtureTools;
