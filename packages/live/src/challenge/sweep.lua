#!lua flags=allow-oom
-- KEYS: watch. Looks at what is due on one shard, a bounded number at a time: ends what is over, closes what was lost, rings for what waits.
local due = redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', int(now), 'LIMIT', 0, tonumber(ARGV[2]))
local rings, steps = {}, {}

-- A ring that was not heard is repeated under its own name, which the queue takes once: a backlog is not made longer by it, and
-- keeps its order.
local function ring(id, fields, send)
  send.unheard = (send.unheard or 0) + 1
  writeSend(id, fields, send)
  look(id, now + math.min(LONGEST_RING, FIRST_RING * 2 ^ send.unheard))
  for _, value in ipairs({ id, fields.kind, fields.via or fields.channel, fields.send, tostring(send.ring) }) do rings[#rings + 1] = value end
end

-- A settled send waits for the end, or for the time of the next channel: that is another shard's matter, so a worker does it.
local function lookAtSettled(id, fields)
  local expiresAt, stepAt = tonumber(fields.expiresAt), tonumber(fields.stepAt)
  if not stepAt or fields.delivery == 'delivered' then return look(id, expiresAt) end
  if stepAt > now then return look(id, math.min(stepAt, expiresAt)) end
  steps[#steps + 1] = id
  look(id, math.min(now + FIRST_RING, expiresAt))
end

local function lookAt(id, fields)
  if not fields then
    -- Its keys outlived by everybody who could have ended it: it still gets its end, once.
    redis.call('XADD', eventsKey, '*', 'id', id, 'number', '1000000', 'type', 'challenge_ended', 'at', int(now),
      'data', cjson.encode({ status = 'expired', reason = 'swept_late' }))
    return redis.call('ZREM', watchKey, id)
  end
  if fields.delivery == 'sending' then
    local send = cjson.decode(fields['send:' .. fields.send])
    if send.leaseUntil > now then
      if fields.status == 'pending' and isOver(fields) and fields.kind == 'code' then return finish(id, fields, 'expired', '') end
      return look(id, send.leaseUntil)
    end
    send = closeLost(id, fields, send)
    if send.status ~= 'queued' then return end
  end
  if fields.status ~= 'pending' then return redis.call('ZREM', watchKey, id) end
  if isOver(fields) then return expire(id, fields) end
  if fields.delivery ~= 'queued' then return lookAtSettled(id, fields) end
  local send = readSend(id, fields.send)
  if send.dueAt > now then return look(id, math.min(send.dueAt, tonumber(fields.expiresAt))) end
  ring(id, fields, send)
end

-- Earlier sends that were still going out when the next one was asked for: closed when their lease is over.
local function closeStragglers(id, fields)
  local nextLease
  for number = 1, tonumber(fields.send) - 1 do
    local send = readSend(id, number)
    if send.status == 'sending' and send.leaseUntil <= now then
      closeLost(id, fields, send)
    elseif send.status == 'sending' then
      nextLease = math.min(nextLease or send.leaseUntil, send.leaseUntil)
    end
  end
  if not nextLease then redis.call('HDEL', challengeKey(id), 'stragglers') end
  return nextLease
end

for _, id in ipairs(due) do
  local fields, nextLease = readFields(id), nil
  if fields and fields.stragglers then
    nextLease = closeStragglers(id, fields)
    fields = readFields(id)
  end
  lookAt(id, fields)
  local score = nextLease and tonumber(redis.call('ZSCORE', KEYS[1], id) or nextLease)
  if nextLease and nextLease <= score then look(id, nextLease) end
end
return { #due, rings, steps }
