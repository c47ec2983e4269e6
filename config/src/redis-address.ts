export interface RedisNode {
  readonly host: string;
  readonly port: number;
}

/** What REDIS_URL says: one Redis, whose URL the driver reads itself, or some nodes of a cluster that know the others. */
export type RedisAddress =
  | { readonly kind: 'single'; readonly url: string }
  | {
      readonly kind: 'cluster';
      readonly nodes: readonly RedisNode[];
      readonly tls: boolean;
      /** Undefined: the driver's own, which is `default`. */
      readonly username: string | undefined;
      readonly password: string | undefined;
    };

const defaultPort = 6379;
// The password is all up to the last @, as in what hides it from logs.
const clusterUrl = /^(rediss?)\+cluster:\/\/(?:([^:]*):(.*)@)?([^/@?#\s]+)\/?$/i;

function parseNode(text: string): RedisNode | undefined {
  const url = `redis://${text}`;
  if (text === '' || !URL.canParse(url)) return undefined;
  const { hostname, port } = new URL(url);
  // The brackets of an IPv6 address belong to the URL.
  return hostname === ''
    ? undefined
    : { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? defaultPort : Number(port) };
}

function decoded(text: string | undefined): string | undefined {
  if (!text) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function parseSingle(text: string): RedisAddress | undefined {
  const isOne = /^rediss?:\/\/[^/]/.test(text) && URL.canParse(text) && new URL(text).hostname !== '';
  return isOne ? { kind: 'single', url: text } : undefined;
}

/** `redis://...` is one Redis; `redis+cluster://user:password@host:port,host:port` a cluster, where one node is enough. */
export function parseRedisUrl(text: string): RedisAddress | undefined {
  const [, scheme, username, password, hosts] = clusterUrl.exec(text) ?? [];
  if (!scheme || !hosts) return parseSingle(text);
  const found = hosts.split(',').map(parseNode);
  const nodes = found.filter((node) => node !== undefined);
  if (nodes.length !== found.length) return undefined;
  const tls = scheme.toLowerCase() === 'rediss';
  return { kind: 'cluster', nodes, tls, username: decoded(username), password: decoded(password) };
}
