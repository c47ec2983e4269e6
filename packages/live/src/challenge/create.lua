-- KEYS: challenge, address. Writes a challenge, joins the pending one, or supersedes it.
local key, address = KEYS[1], KEYS[2]
local id, session, pointer, life, stop, cooldowns = ARGV[2], ARGV[3], ARGV[4], tonumber(ARGV[5]), tonumber(ARGV[6]), ARGV[10]
local fixed = 12 -- the hash fields and their values follow

if redis.call('EXISTS', key) == 1 then return { 'exists' } end

local limited = cooldowns ~= ''
local times = limited and readSends(address) or {}
local function refuse()
  if not limited then return nil end
  local name, wait = fullWindow(times, readSendLimits(7))
  return name and { 'limited', name, int(wait) } or nil
end

local pendingId = pointer ~= '' and redis.call('HGET', address, pointer)
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
redis.call('HSET', key, 'status', 'pending', 'createdAt', int(now), 'expiresAt', int(expiresAt), 'resendAt', int(nextSend),
  'session', session, 'pointer', pointer, 'checks', 0, 'taken', 0, 'send', 1, 'delivery', 'queued',
  'send:1', cjson.encode(newSend(1)), unpack(fields))
redis.call('PEXPIREAT', key, int(expiresAt - tonumber(ARGV[1]) + KEPT_AFTER_LIFE))
if pointer ~= '' then
  redis.call('HSET', address, pointer, id)
  keepAddress(address, life + KEPT_AFTER_LIFE)
end
if limited then
  rememberSend(address, times)
  -- A locked address is not told by the answer: the worker ends the challenge instead of sending.
  if tonumber(redis.call('HGET', address, 'failures') or 0) >= stop then redis.call('HSET', key, 'blocked', 'locked') end
end
look(id, now + FIRST_RING)
local created = cjson.decode(ARGV[11])
created.createdAt = now
created.expiresAt = expiresAt
append(id, 'created', created)
return { 'created', int(now), int(expiresAt), int(nextSend) }
