#!lua flags=allow-oom
-- KEYS: challenge. Opens an attempt, or says why nothing may be sent. Only the opener gets the sealed code.
local id = string.sub(KEYS[1], #tag + 2)
local number, lease = tonumber(ARGV[2]), tonumber(ARGV[3])
local EARLY_SLACK = 50

local fields, flat = readFields(id)
if not fields then return { 'refused', 'missing' } end
if fields.status ~= 'pending' then return { 'refused', 'ended' } end
if tonumber(fields.send) ~= number then return { 'refused', 'superseded' } end
if isOver(fields) then
  expire(id, fields)
  return { 'refused', 'expired' }
end

-- Why nothing is sent now, and whether the next channel is to be used instead: by this worker, at once.
local function refused(reason)
  local isStepDue = fields.status == 'pending' and fields.stepAt and tonumber(fields.stepAt) <= now
  return { 'refused', reason, isStepDue and '1' or '0' }
end

local send = cjson.decode(fields['send:' .. number])
if send.status == 'sending' and send.leaseUntil <= now then
  send = closeLost(id, fields, send)
end
-- One of which an attempt was accepted is never queued: see statusAfter.
if send.status ~= 'queued' then return refused(send.status) end
if send.dueAt > now + EARLY_SLACK then return { 'refused', 'early' } end

local function giveUp(status, reason)
  send.status, send.reason = send.taken > 0 and 'unknown' or status, reason
  writeSend(id, fields, send)
  append(id, 'delivery_ended', { send = number, delivery = send.status, reason = reason })
  if fields.kind ~= 'code' then
    endNotice(id)
  elseif fields.blocked == 'suppressed' and stepsLeft(fields) > 0 then
    -- The other address may not be on the list. Should the worker die now, the sweep goes on to it.
    noteStep(id, fields, send)
    look(id, now)
  elseif fields.blocked then
    finish(id, fields, 'undeliverable', reason)
  else
    look(id, tonumber(fields.expiresAt))
  end
  return refused(send.status)
end
-- What is suppressed is the first address, not that of a fallback.
local isBlocked = fields.blocked and not (fields.blocked == 'suppressed' and send.channel)
if isBlocked then return giveUp('failed', fields.blocked) end
if not hasLifeToSend(fields) then return giveUp('expired', 'too_late') end

local count = 0
for _ in pairs(send.attempts) do count = count + 1 end
local attempt = count + 1
send.attempts[tostring(attempt)] = { number = attempt, openedAt = now }
send.status, send.open, send.leaseUntil = 'sending', attempt, now + lease
local text = writeSend(id, fields, send)
look(id, send.leaseUntil)
append(id, 'attempt_opened', { send = number, attempt = attempt, delivery = 'sending' })
return { 'opened', attempt, int(now), send.taken > 0 and '1' or '0', text, flat }
