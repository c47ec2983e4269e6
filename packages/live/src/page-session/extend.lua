#!lua flags=allow-oom
-- KEYS: page session. ARGV: clock, life, most extensions.
local key = KEYS[1]
local expiresAt, endedAt, extensions = unpack(redis.call('HMGET', key, 'expiresAt', 'endedAt', 'extensions'))
if not expiresAt or endedAt or now >= tonumber(expiresAt) or tonumber(extensions) >= tonumber(ARGV[3]) then return { 'refused' } end
local later = now + tonumber(ARGV[2])
redis.call('HSET', key, 'expiresAt', int(later), 'extensions', tonumber(extensions) + 1)
redis.call('PEXPIREAT', key, int(later - tonumber(ARGV[1]) + KEPT_AFTER_LIFE))
return { 'done', int(later) }
