#!lua flags=allow-oom
-- KEYS: challenge. Counts the check before it compares, so that no crash and no race gives a guess away.
local key = KEYS[1]
local id = string.sub(key, #tag + 2)
local application, request, stop = ARGV[2], ARGV[3], tonumber(ARGV[4])

local values = redis.call('HMGET', key, 'application', 'kind', 'status', 'expiresAt', 'maxChecks', 'key', 'digest', 'address',
  'pointer', 'send', 'delivery', 'channel', 'stragglers', 'lastRequest', 'user', 'reached', 'purpose', 'checks', 'sealed', 'factor')
local channel = values[12]
local fields = { status = values[3], kind = values[2], expiresAt = values[4], address = values[8], pointer = values[9],
  send = values[10], delivery = values[11], stragglers = values[13] }
if values[1] ~= application or fields.kind ~= 'code' then return { 'missing' } end
-- Nothing was sent: a factor answers, and is compared outside, by who need not ask again for the challenge.
if not values[7] then
  return { 'outside', int(now), values[3], values[4], channel, values[17], values[18], values[5], values[19], values[15] or '', values[20] or '' }
end
if request ~= '' and values[14] == request then
  local answer = cjson.decode(redis.call('HGET', key, 'lastAnswer'))
  return { 'checked', answer.valid, answer.status, answer.left, channel }
end
if fields.status ~= 'pending' then return { 'ended', fields.status } end
if isOver(fields) then
  finish(id, fields, 'expired', '')
  return { 'ended', 'expired' }
end

local address = addressKey(fields.address)
local failed = redis.call('HMGET', address, 'failures', 'failedAt')
local failures = tonumber(failed[1] or 0)
if failures >= stop then return { 'limited', 'failed_checks', '0' } end
if failures >= DELAY_FROM_FAILURES then
  local delay = math.min(LONGEST_DELAY, FIRST_DELAY * 2 ^ (failures - DELAY_FROM_FAILURES))
  local wait = tonumber(failed[2]) + delay - now
  if wait > 0 then return { 'limited', 'failed_checks', int(wait) } end
end

local function answer(valid, status, left)
  if request ~= '' then
    redis.call('HSET', key, 'lastRequest', request, 'lastAnswer', cjson.encode({ valid = valid, status = status, left = left }))
  end
  return { 'checked', valid, status, left, channel, values[15] or '', values[16] or '' }
end

local checks = redis.call('HINCRBY', key, 'checks', '1')
local left = int(tonumber(values[5]) - checks)
for i = 5, #ARGV, 2 do
  if ARGV[i] == values[6] and ARGV[i + 1] == values[7] then
    if failures > 0 then redis.call('HDEL', address, 'failures', 'failedAt') end
    finish(id, fields, 'approved', '')
    return answer('1', 'approved', left)
  end
end

failures = redis.call('HINCRBY', address, 'failures', 1)
redis.call('HSET', address, 'failedAt', int(now))
keepAddress(address, failures >= stop and STOP_KEPT or FAILURES_KEPT)
append(id, 'check_failed', { checks = checks })
if tonumber(left) > 0 then return answer('0', 'pending', left) end
finish(id, fields, 'max_checks_reached', '')
return answer('0', 'max_checks_reached', '0')
