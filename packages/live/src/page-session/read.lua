#!lua flags=allow-oom
-- KEYS: page session. ARGV: clock, hash of the cookie's secret or empty for the application.
local key = KEYS[1]
if ARGV[2] ~= '' and redis.call('HGET', key, 'cookie') ~= ARGV[2] then return {} end
local fields = redis.call('HGETALL', key)
if #fields == 0 then return {} end
fields[#fields + 1] = 'now'
fields[#fields + 1] = int(now)
return fields
