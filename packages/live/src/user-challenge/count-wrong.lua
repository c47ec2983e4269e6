#!lua flags=allow-oom
-- KEYS: challenge. A wrong answer that was compared outside: counted before anybody is told.
local fields, refusal = readAnswerable()
if not fields then return refusal end
local checks, left = countCheck(fields)
redis.call('HSET', key, 'checks', checks)
append(id, 'check_failed', { checks = tonumber(checks) })
if tonumber(left) > 0 then return answer(fields, '0', 'pending', left) end
finish(id, fields, 'max_checks_reached', '')
return answer(fields, '0', 'max_checks_reached', '0')
