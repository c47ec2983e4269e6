/**
 * Who asks for a change, as the audit log names them: `key:<id>` for an admin key, `operator:<command>` for somebody with a
 * shell on the machine, `user:<id>` for what a user's own answer shows.
 */
export type Actor = string;
