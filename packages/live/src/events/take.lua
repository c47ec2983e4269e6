#!lua flags=allow-oom
-- KEYS: events, recorder. One recorder a shard: its lease is written only when half of it is gone, to spare the disk.
local LEASE = 10000
local recorder, after, limit = ARGV[2], ARGV[3], tonumber(ARGV[4])
local holder = redis.call('GET', KEYS[2])
if holder and holder ~= recorder then return { 'leased' } end
if not holder or redis.call('PTTL', KEYS[2]) < LEASE / 2 then redis.call('SET', KEYS[2], recorder, 'PX', LEASE) end
return { 'taken', redis.call('XRANGE', KEYS[1], after == '' and '-' or '(' .. after, '+', 'COUNT', limit) }
