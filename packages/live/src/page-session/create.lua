-- KEYS: page session. ARGV: clock, life, then the hash fields and their values.
local key, expiresAt = KEYS[1], now + tonumber(ARGV[2])
if redis.call('HGET', key, 'openedAt') then return { 'exists' } end
local fields = {}
for i = 3, #ARGV do fields[#fields + 1] = ARGV[i] end
redis.call('HSET', key, 'createdAt', int(now), 'expiresAt', int(expiresAt), 'extensions', 0, 'acts', '[]', unpack(fields))
redis.call('PEXPIREAT', key, int(expiresAt - tonumber(ARGV[1]) + KEPT_AFTER_LIFE))
return { 'created', int(expiresAt) }
