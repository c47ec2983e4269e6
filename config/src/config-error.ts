/** One thing that is wrong with one variable. Neither sentence ever holds the variable's value, which may be a secret. */
export interface Violation {
  readonly variable: string;
  /** What is wrong, to be read after the name: `must be a whole number`. */
  readonly problem: string;
  /** What to do about it. */
  readonly mend: string;
}

/** EX_CONFIG of sysexits.h: a process manager can tell a bad configuration from a crash. */
export const configErrorExitCode = 78;

/** Everything that is wrong with the configuration, told at once. */
export class ConfigError extends Error {
  readonly violations: readonly Violation[];

  constructor(violations: readonly Violation[]) {
    const lines = violations.map(({ variable, problem, mend }) => `- ${variable} ${problem}. ${mend}`);
    super(['The configuration cannot be used:', ...lines].join('\n'));
    this.name = 'ConfigError';
    this.violations = violations;
  }
}
