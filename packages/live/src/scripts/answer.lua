-- Answers to a challenge that were compared outside. ARGV: clock, application, request.
local key = KEYS[1]
local id = string.sub(key, #tag + 2)

-- The fields of a challenge that may be answered, or the reply that says why not.
local function readAnswerable()
  local values = redis.call('HMGET', key, 'application', 'kind', 'status', 'expiresAt', 'maxChecks', 'checks', 'channel', 'lastRequest',
    'lastAnswer', 'address', 'pointer', 'send', 'delivery', 'stragglers')
  local fields = { kind = values[2], status = values[3], expiresAt = values[4], maxChecks = values[5], checks = values[6],
    channel = values[7], lastRequest = values[8], lastAnswer = values[9], address = values[10], pointer = values[11],
    send = values[12], delivery = values[13], stragglers = values[14] }
  if values[1] ~= ARGV[2] or fields.kind ~= 'code' then return nil, { 'missing' } end
  if ARGV[3] ~= '' and fields.lastRequest == ARGV[3] then
    local before = cjson.decode(fields.lastAnswer)
    return nil, { 'checked', before.valid, before.status, before.left, fields.channel }
  end
  if fields.status ~= 'pending' then return nil, { 'ended', fields.status } end
  if isOver(fields) then
    finish(id, fields, 'expired', '')
    return nil, { 'ended', 'expired' }
  end
  return fields
end

local function answer(fields, valid, status, left)
  if ARGV[3] ~= '' then
    redis.call('HSET', key, 'lastRequest', ARGV[3], 'lastAnswer', cjson.encode({ valid = valid, status = status, left = left }))
  end
  return { 'checked', valid, status, left, fields.channel }
end

-- How many checks there are with this one, and how many are left.
local function countCheck(fields)
  local checks = tonumber(fields.checks) + 1
  return int(checks), int(tonumber(fields.maxChecks) - checks)
end
