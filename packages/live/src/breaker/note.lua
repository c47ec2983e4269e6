#!lua flags=allow-oom
-- KEYS: breaker. ARGV: clock, outcome, detail, version of the settings, how long it took.
-- Opens after 5 of the last 10 handovers have failed; a success that began since then closes it.
local key, outcome = KEYS[1], ARGV[2]
local REMEMBERED, TOO_MANY, KEPT = 10, 5, 7 * DAY
local status, results, since = unpack(redis.call('HMGET', key, 'status', 'results', 'since'))
status, results = status or 'closed', results or ''
-- A message that was refused for good shows that the provider works.
local isBad = outcome ~= 'accepted' and outcome ~= 'permanent'
if isBad then redis.call('HSET', key, 'error', cjson.encode({ outcome = outcome, detail = ARGV[3], at = now })) end

local hasTurned = '0'
local function turn(to)
  hasTurned = '1'
  redis.call('HSET', key, 'status', to, 'since', int(now), 'results', '')
  redis.call('HDEL', key, 'probeUntil')
end
if status == 'closed' then
  results = string.sub(results .. (isBad and '1' or '0'), -REMEMBERED)
  redis.call('HSET', key, 'results', results)
  local _, failures = string.gsub(results, '1', '')
  if outcome == 'config' then turn('out') elseif failures >= TOO_MANY then turn('open') end
elseif not isBad then
  -- Ten were under way when five of them failed: the others tell nothing new. What lies ahead is from before a clock was set back.
  local openedAt = tonumber(since)
  if openedAt <= now and now - tonumber(ARGV[5]) < openedAt then return { 'noted', hasTurned } end
  turn('closed')
elseif outcome == 'config' and status == 'open' then
  turn('out')
end
if isBad then redis.call('HSET', key, 'failedAt', int(now), 'version', ARGV[4]) end
redis.call('HDEL', key, 'probeUntil')
redis.call('PEXPIRE', key, KEPT)
return { 'noted', hasTurned }
