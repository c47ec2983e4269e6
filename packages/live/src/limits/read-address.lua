-- KEYS: address.
local failed = redis.call('HMGET', KEYS[1], 'failures', 'failedAt', 'suppressed')
local times = {}
for _, time in ipairs(readSends(KEYS[1])) do times[#times + 1] = int(time) end
return { failed[1] or '0', failed[2] or '', times, failed[3] or '' }
