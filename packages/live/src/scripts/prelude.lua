-- What every script on a shard starts with. KEYS[1] names the shard; all keys of a script carry its tag.
-- ARGV[1] moves the clock in tests; production sends 0.
local clock = redis.call('TIME')
local now = tonumber(clock[1]) * 1000 + math.floor(tonumber(clock[2]) / 1000) + tonumber(ARGV[1])
local tag = string.match(KEYS[1], '^(.-}):')
local watchKey, eventsKey = tag .. ':watch', tag .. ':events'

local TEN_MINUTES, HOUR, DAY = 600000, 3600000, 86400000
local KEPT_AFTER_LIFE = 900000
local REMEMBERED_SENDS = 20
-- NIST SP 800-63B-4 section 3.2.2: a rising delay from the tenth consecutive failure, 30 seconds up to an hour.
local DELAY_FROM_FAILURES, FIRST_DELAY, LONGEST_DELAY = 10, 30000, 3600000
local FAILURES_KEPT, STOP_KEPT = 30 * DAY, 365 * DAY
-- A message needs some life left to be read and typed: a minute, or a quarter of a short life.
local LEAST_LIFE = 60000
-- Nobody rang, or nobody came: ring again after 4, 8, 16, ... 60 seconds, and after an attempt from the beginning.
local FIRST_RING, LONGEST_RING = 4000, 60000
local RING_SLACK = 1000
-- So long a receipt is waited for before the next channel is used.
local RECEIPT_WAIT = 30000

-- Lua 5.1 writes large numbers as 1.7e+12.
local function int(number) return string.format('%.0f', number) end
local function challengeKey(id) return tag .. ':' .. id end
local function addressKey(hash) return tag .. ':address:' .. hash end
local function look(id, at) redis.call('ZADD', watchKey, int(at), id) end

-- `data` is JSON.
local function record(id, number, type, data)
  redis.call('XADD', eventsKey, '*', 'id', id, 'number', number, 'type', type, 'at', int(now), 'data', data)
end

local function append(id, type, data)
  record(id, redis.call('HINCRBY', challengeKey(id), 'events', 1), type, cjson.encode(data))
end

local function readFields(id)
  local flat = redis.call('HGETALL', challengeKey(id))
  if #flat == 0 then return nil end
  local fields = {}
  for i = 1, #flat, 2 do fields[flat[i]] = flat[i + 1] end
  return fields, flat
end

local function readSend(id, number)
  return cjson.decode(redis.call('HGET', challengeKey(id), 'send:' .. number))
end

-- `delivery` repeats the status of the current send, so that a check need not decode it. Gives back what was written.
local function writeSend(id, fields, send)
  local text = cjson.encode(send)
  redis.call('HSET', challengeKey(id), 'send:' .. send.number, text)
  if tonumber(fields.send) == send.number then
    redis.call('HSET', challengeKey(id), 'delivery', send.status)
    fields.delivery = send.status
  end
  return text
end

local function newSend(number)
  return { number = number, createdAt = now, status = 'queued', dueAt = now, ring = 0, unheard = 0, taken = 0, attempts = {} }
end

-- What cjson makes of newSend(1), at a fifth of its cost; `at` is now, as text.
local function firstSend(at)
  return '{"number":1,"createdAt":' .. at .. ',"status":"queued","dueAt":' .. at .. ',"ring":0,"unheard":0,"taken":0,"attempts":{}}'
end

-- Ends the current delivery when it has not gone out; one that is going out is watched until it is back.
local function settleDelivery(id, fields, reason)
  if fields.delivery == 'queued' then
    local send = readSend(id, fields.send)
    send.status = send.taken > 0 and 'unknown' or reason == 'expired' and 'expired' or 'canceled'
    send.reason = reason
    writeSend(id, fields, send)
    append(id, 'delivery_ended', { send = send.number, delivery = send.status, reason = reason })
  end
  if fields.stragglers then
    look(id, now)
  elseif fields.delivery == 'sending' then
    look(id, readSend(id, fields.send).leaseUntil)
  else
    redis.call('ZREM', watchKey, id)
  end
end

-- `fields` needs kind, address, pointer, send, delivery and stragglers; what follows are more fields to write, and their values.
local function finish(id, fields, status, reason, ...)
  fields.status = status
  redis.call('HSET', challengeKey(id), 'status', status, 'reason', reason, 'endedAt', int(now), ...)
  -- What sends nothing has no pointer.
  if fields.pointer ~= '' and redis.call('HGET', addressKey(fields.address), fields.pointer) == id then
    redis.call('HDEL', addressKey(fields.address), fields.pointer)
  end
  append(id, 'challenge_ended', { status = status, reason = reason })
  settleDelivery(id, fields, reason ~= '' and reason or status)
end

-- Channels that are left to fall back to. Callers that read no `fallbacks` have none.
local function stepsLeft(fields) return tonumber(fields.fallbacks or 0) - tonumber(fields.step or 0) end

local function isOver(fields) return now >= tonumber(fields.expiresAt) end

-- A delivery without a challenge is over when its delivery is.
local function endNotice(id)
  redis.call('HSET', challengeKey(id), 'status', 'ended', 'endedAt', int(now))
  redis.call('ZREM', watchKey, id)
end

local function expire(id, fields)
  if fields.kind == 'code' then return finish(id, fields, 'expired', '') end
  if fields.delivery == 'queued' then
    local send = readSend(id, fields.send)
    send.status = send.taken > 0 and 'unknown' or 'expired'
    writeSend(id, fields, send)
    append(id, 'delivery_ended', { send = send.number, delivery = send.status, reason = 'too_late' })
  end
  endNotice(id)
end
