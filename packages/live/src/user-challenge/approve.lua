#!lua flags=allow-oom
-- KEYS: challenge. ARGV[4]: what answered. A right answer that was compared outside, and spent there before.
local fields, refusal = readAnswerable()
if not fields then return refusal end
local _, left = countCheck(fields)
redis.call('HSET', key, 'approvedBy', ARGV[4])
finish(id, fields, 'approved', '')
return answer(fields, '1', 'approved', left)
