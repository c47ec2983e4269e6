import { bad, type Finding, good } from './finding.js';

export interface FoundOnServer {
  /** Empty for the only one. */
  readonly name: string;
  readonly findings: readonly Finding[];
}

/** What several servers were found to be, in one list: each trouble with the name of its server, what is well once for all. */
export function findingsOfServers(servers: readonly FoundOnServer[]): Finding[] {
  const [only] = servers;
  if (only && servers.length === 1) return [...only.findings];
  const troubles = servers.flatMap(({ name, findings }) =>
    findings.filter(({ ok }) => !ok).map(({ check, what, mend }) => bad(check, `${name}: ${what}`, mend ?? '')),
  );
  const troubled = new Set(troubles.map(({ check }) => check));
  const well = servers.flatMap(({ findings }) => findings).filter(({ ok, check }) => ok && !troubled.has(check));
  const checks = [...new Set(well.map(({ check }) => check))];
  const told = checks.map((check) => {
    const sentences = well.filter((finding) => finding.check === check).map(({ what }) => what);
    return good(check, `${sentences.length} masters: ${[...new Set(sentences)].join('; ')}`);
  });
  return [...told, ...troubles];
}
