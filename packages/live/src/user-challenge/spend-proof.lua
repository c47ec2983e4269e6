#!lua flags=allow-oom
-- KEYS: challenge. ARGV: clock, application, user, longest age.
local key = KEYS[1]
local values = redis.call('HMGET', key, 'application', 'user', 'purpose', 'status', 'endedAt', 'proofSpent', 'approvedBy', 'channel')
local isProof = values[1] == ARGV[2] and values[2] == ARGV[3] and values[3] == 'proof' and values[4] == 'approved'
if not isProof or values[6] then return { 'refused' } end
-- What lies far ahead is from before the clock was set back: as old as what is long past.
if math.abs(now - tonumber(values[5])) > tonumber(ARGV[4]) then return { 'refused' } end
redis.call('HSET', key, 'proofSpent', 1)
return { 'spent', values[7] or values[8] }
