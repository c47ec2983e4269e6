-- KEYS: lease. ARGV: milliseconds, the longest that any lease has left.
-- One that has longer was taken before the clock of Redis was set back: nobody would do the task until it has caught up.
local left = redis.call('PTTL', KEYS[1])
if left >= 0 and left <= tonumber(ARGV[2]) then return { 'held' } end
redis.call('SET', KEYS[1], '1', 'PX', ARGV[1])
return { 'taken' }
