import type { DevFile } from './dev-file.js';

/** In single quotes, as every shell takes it. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Two lines that work when they are pasted, in sh, bash and zsh: the second reads the id from a file and the code from the inbox. */
export function curlLines(
  { apiUrl, inboxUrl, apiKey }: DevFile,
  challengePath: string,
): { send: string; check: string } {
  const headers = `-H 'Authorization: Bearer ${apiKey}' -H 'Content-Type: application/json'`;
  const file = quoteForShell(challengePath);
  const readId = String.raw`ID=$(sed 's/^{"id":"\([^"]*\)".*/\1/' ${file})`;
  const readCode = `CODE=$(curl -s "${inboxUrl}/code?challenge=$ID")`;
  return {
    send: `curl -s ${apiUrl}/v1/challenges ${headers} -d '{"channel":"email","to":"you@example.com"}' | tee ${file}; echo`,
    check: `${readId}; ${readCode}; curl -s ${apiUrl}/v1/challenges/$ID/check ${headers} -d "{\\"code\\":\\"$CODE\\"}"; echo`,
  };
}

export interface ReadyFacts {
  readonly file: DevFile;
  readonly challengePath: string;
  readonly devFilePath: string;
  readonly seconds: number;
  /** What is used in place of the private ones. */
  readonly realServers: readonly string[];
  readonly exampleUrl: string | undefined;
}

/** What a person sees when everything runs. */
export function readyText(facts: ReadyFacts): string {
  const { file, challengePath, devFilePath, seconds, realServers, exampleUrl } = facts;
  const { send, check } = curlLines(file, challengePath);
  return `
Otpost is ready (${seconds.toFixed(1)} s).

  Console    ${file.adminSetupUrl ?? file.consoleUrl}${file.adminSetupUrl === null ? '' : '\n             makes the first admin, within 15 minutes; later: the one in dev.json'}
  API        ${file.apiUrl}      documentation: ${file.docsUrl}
  Inbox      ${file.inboxUrl}      every message ends here; nothing leaves this machine
  API key    ${file.apiKey}
  Programs   ${devFilePath} holds all of this
${exampleUrl === undefined ? '' : `  Example    ${exampleUrl}      sign in as ada with: correct horse battery staple\n`}${realServers.map((server) => `  Using      ${server}\n`).join('')}
Send a code. It appears in the inbox:

${send}

Check it, with the code from the inbox:

${check}

Webhooks may reach this machine and private networks here, which production refuses. Ctrl-C stops everything.`;
}
