-- The limits of one address: its last sends, 6 bytes each, and its consecutive failed checks.
local function unpackSends(packed)
  local times = {}
  if packed then
    for position = 1, #packed, 6 do times[#times + 1] = struct.unpack('>I6', packed, position) end
  end
  return times
end

local function readSends(address) return unpackSends(redis.call('HGET', address, 'sends')) end

-- The first full window, and how long until it has room; nil when all have.
local function fullWindow(times, limits)
  for _, limit in ipairs(limits) do
    local oldest = times[#times - limit.count + 1]
    if oldest and oldest > now - limit.window then return limit.name, oldest + limit.window - now end
  end
  return nil
end

-- One text holds all three, since hardly any send needs to look at them.
local function readSendLimits(text)
  local tenMinutes, hour, day = string.match(text, '^(%d+) (%d+) (%d+)$')
  return {
    { name = 'address_ten_minutes', count = tonumber(tenMinutes), window = TEN_MINUTES },
    { name = 'address_hour', count = tonumber(hour), window = HOUR },
    { name = 'address_day', count = tonumber(day), window = DAY },
  }
end

local function keepAddress(address, milliseconds)
  -- NX for a key that is new or has no end, GT for one that would go too soon.
  local life = int(milliseconds)
  if redis.call('PEXPIRE', address, life, 'NX') == 0 then redis.call('PEXPIRE', address, life, 'GT') end
end

-- The last sends and the one of now.
local function packSends(times)
  times[#times + 1] = now
  local packed = {}
  for i = math.max(1, #times - REMEMBERED_SENDS + 1), #times do packed[#packed + 1] = struct.pack('>I6', times[i]) end
  return table.concat(packed)
end

local function rememberSend(address, times)
  redis.call('HSET', address, 'sends', packSends(times))
  keepAddress(address, DAY)
end

-- The wait after the given send: the last entry of the list repeats.
local function resendAt(cooldowns, sendNumber)
  local waits = cjson.decode(cooldowns)
  return now + waits[math.min(sendNumber, #waits)] * 1000
end

-- Owes the next send, by the channel that the challenge goes by now, and waits for no receipt of an earlier one.
local function queueSend(id, fields, resendAt)
  local number = tonumber(fields.send) + 1
  fields.send, fields.stepAt = tostring(number), nil
  redis.call('HSET', challengeKey(id), 'send', number, 'resendAt', int(resendAt))
  if stepsLeft(fields) > 0 or fields.via then redis.call('HDEL', challengeKey(id), 'stepAt') end
  local send, data = newSend(number), { send = number }
  if fields.via then
    send.channel, send.masked, send.country = fields.via, fields.viaMasked, fields.viaCountry
    data.channel, data.addressMasked, data.addressHash = fields.via, fields.viaMasked, fields.viaIdentity
    data.addressSealed, data.country = fields.viaSealed, fields.viaCountry
  end
  writeSend(id, fields, send)
  look(id, now + FIRST_RING)
  append(id, 'send_queued', data)
  return number
end

-- Adds a send to a pending challenge; what was still waiting of an earlier one will not go out.
local function addSend(id, fields, address, times, cooldowns)
  if fields.delivery == 'queued' then
    local earlier = readSend(id, fields.send)
    earlier.status = earlier.taken > 0 and 'unknown' or 'canceled'
    earlier.reason = 'superseded'
    writeSend(id, fields, earlier)
    append(id, 'delivery_ended', { send = earlier.number, delivery = earlier.status, reason = 'superseded' })
  end
  if fields.delivery == 'sending' then
    fields.stragglers = '1'
    redis.call('HSET', challengeKey(id), 'stragglers', 1)
  end
  local number = queueSend(id, fields, resendAt(cooldowns, tonumber(fields.send) + 1))
  -- The address of a fallback is in a shard of its own, and was asked before.
  if not fields.via then rememberSend(address, times) end
  return number
end

local function hasLifeToSend(fields)
  local life = tonumber(fields.expiresAt) - tonumber(fields.createdAt)
  return tonumber(fields.expiresAt) - now >= math.min(LEAST_LIFE, life / 4)
end
