#!lua flags=allow-oom
-- KEYS: address. Counts a send to an address whose challenge lives in another shard. Asked again by the same name it counts nothing.
-- ARGV from 2: name, stop, the limits.
local known = redis.call('HMGET', KEYS[1], 'sends', 'failures', 'reserved', 'suppressed')
if known[3] == ARGV[2] then return { 'reserved' } end
if tonumber(known[2] or 0) >= tonumber(ARGV[3]) then return { 'locked' } end
if known[4] then return { 'suppressed' } end
local times = unpackSends(known[1])
local name, wait = fullWindow(times, readSendLimits(ARGV[4]))
if name then return { 'limited', name, int(wait) } end
redis.call('HSET', KEYS[1], 'reserved', ARGV[2])
rememberSend(KEYS[1], times)
return { 'reserved' }
