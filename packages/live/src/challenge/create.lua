-- KEYS: challenge, address. Writes a challenge, joins the pending one, or supersedes it.
local key, address = KEYS[1], KEYS[2]
local id, session, pointer, life, stop, cooldowns = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[10]
local fixed = 12 -- the hash fields and their values follow

if redis.call('EXISTS', key) == 1 then return { 'exists' } end

local limited = cooldowns ~= ''
local known = redis.call('HMGET', address, 'sends', 'failures', pointer)
local times = limited and unpackSends(known[1]) or {}
local function refuse()
  if not limited then return nil end
  local name, wait = fullWindow(times, readSendLimits(7))
  return name and { 'limited', name, int(wait) } or nil
end

local pendingId = pointer ~= '' and known[3]
if pendingId then
  local pending = readFields(pendingId)
  if pending and pending.status == 'pending' then
    if isOver(pending) then
      finish(pendingId, pending, 'expired', '')
    elseif pending.session == session then
      if now < tonumber(pending.resendAt) or not hasLifeToSend(pending) then return { 'joined', pendingId, pending.send, '0' } end
      local refused = refuse()
      if refused then return refused end
      return { 'joined', pendingId, tostring(addSend(pendingId, pending, address, times, cooldowns)), '1' }
    else
      local refused = refuse()
      if refused then return refused end
      finish(pendingId, pending, 'canceled', 'superseded')
    end
  end
end

local refused = refuse()
if refused then return refused end

local expiresAt = now + life
local nextSend = limited and resendAt(cooldowns, 1) or expiresAt
local fields = {}
for i = fixed, #ARGV do fields[#fields + 1] = ARGV[i] end
-- A locked address is not told by the answer: the worker ends the challenge instead of sending.
if limited and tonumber(known[2] or 0) >= stop then
  fields[#fields + 1] = 'blocked'
  fields[#fields + 1] = 'locked'
end
redis.call('HSET', key, 'status', 'pending', 'createdAt', int(now), 'expiresAt', int(expiresAt), 'resendAt', int(nextSend),
  'session', session, 'pointer', pointer, 'checks', 0, 'taken', 0, 'send', 1, 'delivery', 'queued', 'events', 1,
  'send:1', cjson.encode(newSend(1)), unpack(fields))
redis.call('PEXPIREAT', key, int(expiresAt - tonumber(ARGV[1]) + KEPT_AFTER_LIFE))

local remembered = {}
if pointer ~= '' then remembered = { pointer, id } end
if limited then
  remembered[#remembered + 1] = 'sends'
  remembered[#remembered + 1] = packSends(times)
end
if #remembered > 0 then
  redis.call('HSET', address, unpack(remembered))
  keepAddress(address, math.max(pointer ~= '' and life + KEPT_AFTER_LIFE or 0, limited and DAY or 0))
end
look(id, now + FIRST_RING)
-- The rest of the event comes as JSON, and is not read for two numbers more.
record(id, 1, 'created', '{"createdAt":' .. int(now) .. ',"expiresAt":' .. int(expiresAt) .. ',' .. string.sub(ARGV[11], 2))
return { 'created', int(now), int(expiresAt), int(nextSend) }
