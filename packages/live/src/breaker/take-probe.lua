#!lua flags=allow-oom
-- KEYS: breaker. ARGV: clock, wait since the last failure, lease.
local key = KEYS[1]
local status, failedAt, probeUntil = unpack(redis.call('HMGET', key, 'status', 'failedAt', 'probeUntil'))
if not status or status == 'closed' then return { 'taken' } end
if probeUntil and tonumber(probeUntil) > now then return { 'refused' } end
if now - tonumber(failedAt) < tonumber(ARGV[2]) then return { 'refused' } end
redis.call('HSET', key, 'probeUntil', int(now + tonumber(ARGV[3])))
return { 'taken' }
