#!lua flags=allow-oom
-- KEYS: events, recorder. One recorder a shard: its lease is written only when half of it is gone, to spare the disk.
local LEASE = 10000
local recorder, after, limit = ARGV[2], ARGV[3], tonumber(ARGV[4])
local holder, left = redis.call('GET', KEYS[2]), redis.call('PTTL', KEYS[2])
-- Far more than a lease: the clock of Redis was set back since it was written. Whoever comes first has it anew.
local isSetBack = left > 2 * LEASE
if holder and holder ~= recorder and not isSetBack then return { 'leased' } end
if left < LEASE / 2 or isSetBack then redis.call('SET', KEYS[2], recorder, 'PX', LEASE) end
return { 'taken', redis.call('XRANGE', KEYS[1], after == '' and '-' or '(' .. after, '+', 'COUNT', limit) }
