#!lua flags=allow-oom
-- KEYS: breaker. ARGV: clock, wait since the last failure, lease.
local key = KEYS[1]
local status, failedAt, probeUntil = unpack(redis.call('HMGET', key, 'status', 'failedAt', 'probeUntil'))
if not status or status == 'closed' then return { 'taken' } end
-- What lies further ahead than it was ever written is from before a clock was set back: long past.
local wait, lease = tonumber(ARGV[2]), tonumber(ARGV[3])
local leaseLeft, age = tonumber(probeUntil or 0) - now, now - tonumber(failedAt)
if leaseLeft > 0 and leaseLeft <= lease then return { 'refused' } end
if age >= 0 and age < wait then return { 'refused' } end
redis.call('HSET', key, 'probeUntil', int(now + lease))
return { 'taken' }
