import { OtpostError, unavailable } from '@otpost/core/errors';

/** Replies that say "not now" rather than "wrong": full, loading, failing over, not writing its log. */
const passingReplies =
  /^(OOM|LOADING|READONLY|MISCONF|MASTERDOWN|CLUSTERDOWN|TRYAGAIN|BUSY|NOREPLICAS|MOVED|ASK|UNBLOCKED|NOAUTH|WRONGPASS|UNKILLABLE)\b/;
const connectionMessages =
  /timed out|isn't writeable|Connection is closed|max retries|ECONN|EPIPE|ETIMEDOUT|ENOENT|EAI_AGAIN|ENOTFOUND|ended by|Failed to refresh slots|Cluster isn't ready|Cluster is ended|startup nodes|Too many Cluster redirections|No subscriber/i;
const connectionNames = new Set(['MaxRetriesPerRequestError', 'AbortError', 'ClusterAllFailedError']);

/** Turns what ioredis throws into `unavailable` (dependency `redis`); a script of ours that fails stays as it is. */
export function redisError(error: unknown): unknown {
  if (error instanceof OtpostError || !(error instanceof Error)) return error;
  const passing =
    passingReplies.test(error.message) || connectionMessages.test(error.message) || connectionNames.has(error.name);
  return passing ? unavailable('redis', 'The live state is not available', error) : error;
}
