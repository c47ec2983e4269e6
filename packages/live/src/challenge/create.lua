-- KEYS: challenge, address. Writes a challenge, joins the pending one, or supersedes it.
-- ARGV from 2: session, pointer, life, stop, the limits of the address, cool-downs, what the event tells, and then what is kept.
local key, address = KEYS[1], KEYS[2]
local session, pointer, life, stop, cooldowns, event = ARGV[2], ARGV[3], tonumber(ARGV[4]), tonumber(ARGV[5]), ARGV[7], ARGV[8]
local id, addressHash = string.sub(key, #challengeKey('') + 1), string.sub(address, #addressKey('') + 1)

if redis.call('EXISTS', key) == 1 then return { 'exists' } end

local limited = cooldowns ~= ''
local known = redis.call('HMGET', address, 'sends', 'failures', pointer, 'suppressed')
local times = limited and unpackSends(known[1]) or {}
local function refuse()
  -- A list without entries fills no window.
  if #times == 0 then return nil end
  local name, wait = fullWindow(times, readSendLimits(ARGV[6]))
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
      -- Who asks again asks for the first channel.
      if pending.via then redis.call('HDEL', challengeKey(pendingId), 'via') end
      -- Nothing is sent to that one any more: the others are used again.
      if pending.via and pending.blocked == 'suppressed' then
        redis.call('HDEL', challengeKey(pendingId), 'step')
        pending.step = nil
      end
      pending.via = nil
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
-- The first of the cool-downs is found without decoding the list.
local nextSend = limited and now + tonumber(string.match(cooldowns, '%d+')) * 1000 or expiresAt
local at, ends, resend = int(now), int(expiresAt), int(nextSend)
-- Numbers go as texts: Redis writes them out digit by digit, as doubles.
redis.call('HSET', key, 'status', 'pending', 'createdAt', at, 'expiresAt', ends, 'resendAt', resend, 'session', session,
  'pointer', pointer, 'checks', '0', 'taken', '0', 'send', '1', 'delivery', 'queued', 'events', '1', 'send:1', firstSend(at),
  'address', addressHash, 'application', ARGV[9], 'kind', ARGV[10], 'channel', ARGV[11], 'purpose', ARGV[12],
  'maxChecks', ARGV[13], 'key', ARGV[14], 'digest', ARGV[15], 'sealed', ARGV[16], 'masked', ARGV[17],
  'country', ARGV[18] or '', 'provider', ARGV[19] or '')
-- Values at the end that are empty are left out.
if (ARGV[20] or '') ~= '' then redis.call('HSET', key, 'user', ARGV[20], 'factor', ARGV[21] or '') end
if ARGV[22] then redis.call('HSET', key, 'fallbacks', ARGV[22]) end
-- A locked or suppressed address is not told by the answer: the worker ends the challenge instead of sending.
if limited and tonumber(known[2] or 0) >= stop then
  redis.call('HSET', key, 'blocked', 'locked')
elseif known[4] and ARGV[10] ~= 'test' then
  redis.call('HSET', key, 'blocked', 'suppressed')
end
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
record(id, 1, 'created', '{"createdAt":' .. at .. ',"expiresAt":' .. ends .. ',' .. string.sub(event, 2))
return { 'created', at, ends, resend }
