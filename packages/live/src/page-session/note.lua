#!lua flags=allow-oom
-- KEYS: page session. ARGV: clock, challenge, act, end; each empty when it says nothing.
local key = KEYS[1]
local MOST_ACTS = 100
local expiresAt, endedAt, acts = unpack(redis.call('HMGET', key, 'expiresAt', 'endedAt', 'acts'))
if not expiresAt or endedAt or now >= tonumber(expiresAt) then return { 'refused' } end
if ARGV[2] ~= '' then redis.call('HSET', key, 'challenge', ARGV[2]) end
if ARGV[3] ~= '' then
  local list = cjson.decode(acts)
  if #list < MOST_ACTS then list[#list + 1] = { act = ARGV[3], at = now } end
  redis.call('HSET', key, 'acts', cjson.encode(list))
end
if ARGV[4] ~= '' then redis.call('HSET', key, 'end', ARGV[4], 'endedAt', int(now)) end
return { 'done', expiresAt }
