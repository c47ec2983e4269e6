-- KEYS: challenge. ARGV: clock, id, life, event, then the hash fields and their values.
local key, id, life = KEYS[1], ARGV[2], tonumber(ARGV[3])
if redis.call('EXISTS', key) == 1 then return { 'exists' } end

local expiresAt = now + life
local fields = {}
for i = 5, #ARGV do fields[#fields + 1] = ARGV[i] end
-- Nothing is owed: no send, no delivery, no address.
redis.call('HSET', key, 'status', 'pending', 'createdAt', int(now), 'expiresAt', int(expiresAt), 'resendAt', int(expiresAt),
  'pointer', '', 'checks', 0, 'send', 0, 'delivery', '', 'events', 1, unpack(fields))
redis.call('PEXPIREAT', key, int(expiresAt - tonumber(ARGV[1]) + KEPT_AFTER_LIFE))
look(id, expiresAt)
record(id, 1, 'created', '{"createdAt":' .. int(now) .. ',"expiresAt":' .. int(expiresAt) .. ',' .. string.sub(ARGV[4], 2))
return { 'created', int(now), int(expiresAt) }
