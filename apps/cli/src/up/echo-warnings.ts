/** The level stands first in a line of ours; a cheap look at it spares parsing the many lines that are not echoed. */
const warningPattern = /^\{"level":(?:[456]0|"(warn|error|fatal)")[,}]/;
const echoesPerWindow = 10;
const windowMilliseconds = 10_000;

interface LogLine {
  readonly msg?: string;
  readonly error?: { readonly message?: string };
}

function toSentence(line: string): string {
  const { msg = '', error } = JSON.parse(line) as LogLine;
  return error?.message && !msg.includes(error.message) ? `${msg}: ${error.message}` : msg;
}

/** What of a log line a person at the terminal should see, if anything: warnings, errors, and what is not JSON at all. */
export function noticeableText(line: string): string | undefined {
  if (!line.startsWith('{')) return line;
  if (!warningPattern.test(line)) return undefined;
  try {
    return toSentence(line);
  } catch {
    // Half a line of a process that was killed.
    return line;
  }
}

/** Prints noticeable lines of one child, at most ten in ten seconds; the log has them all. */
export function createEcho(name: string, print: (text: string) => void, now: () => number): (line: string) => void {
  let windowEndsAt = 0;
  let echoes = 0;
  return (line) => {
    const text = noticeableText(line);
    if (text === undefined) return;
    if (now() > windowEndsAt) [windowEndsAt, echoes] = [now() + windowMilliseconds, 0];
    echoes += 1;
    if (echoes <= echoesPerWindow) print(`${name}: ${text}`);
    if (echoes === echoesPerWindow) print(`${name}: more of this is in its log`);
  };
}
