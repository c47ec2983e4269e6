import type { Environment } from './operator-config.js';

/** The variables of this process as they are, for a process that starts others and hands them on. */
export function processEnvironment(): Environment {
  return process.env;
}
