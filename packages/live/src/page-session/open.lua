#!lua flags=allow-oom
-- KEYS: page session. ARGV: clock, hash of the link's secret, hash of the cookie's secret. The link is spent here.
local key = KEYS[1]
local link, expiresAt = unpack(redis.call('HMGET', key, 'link', 'expiresAt'))
if not link or link ~= ARGV[2] or now >= tonumber(expiresAt) then return { 'refused' } end
redis.call('HDEL', key, 'link')
redis.call('HSET', key, 'cookie', ARGV[3], 'openedAt', int(now))
return { 'opened' }
