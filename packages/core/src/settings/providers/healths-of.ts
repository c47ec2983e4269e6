import type { Context } from '../../context.js';
import { OtpostError } from '../../errors.js';
import type { BreakerState } from '../../live-breaker-port.js';

/** How each provider does; none where Redis is away, since settings can be read then as well. */
export async function healthsOf(
  { live }: Pick<Context, 'live'>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BreakerState>> {
  try {
    return await live.breakers.read(ids);
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    return new Map();
  }
}
