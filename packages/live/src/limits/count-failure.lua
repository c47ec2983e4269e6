#!lua flags=allow-oom
-- KEYS: address. A wrong check of a challenge that lives in another shard.
local failures = redis.call('HINCRBY', KEYS[1], 'failures', 1)
redis.call('HSET', KEYS[1], 'failedAt', int(now))
keepAddress(KEYS[1], failures >= tonumber(ARGV[2]) and STOP_KEPT or FAILURES_KEPT)
return { 'counted' }
