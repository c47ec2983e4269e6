-- KEYS: challenge. ARGV: code. The least that counts a check, compares, and approves once.
local values = redis.call('HMGET', KEYS[1], 'status', 'code')
if values[1] ~= 'pending' then return 'ended' end
redis.call('HINCRBY', KEYS[1], 'checks', 1)
if values[2] ~= ARGV[1] then return 'wrong' end
redis.call('HSET', KEYS[1], 'status', 'approved')
return 'approved'
