-- What an attempt's outcome does to its send and challenge. The only place that settles an attempt.
local function isCurrent(fields, send)
  return fields.status == 'pending' and tonumber(fields.send) == send.number and not isOver(fields)
end

local function isAccepted(send)
  for _, each in pairs(send.attempts) do
    if each.outcome == 'accepted' then return true end
  end
  return false
end

-- Where a send goes when its open attempt is closed. One that was accepted decides, also one that was not the open one.
local function statusAfter(fields, send, outcome, decision)
  if isAccepted(send) then return 'sent' end
  local mayRetry = isCurrent(fields, send) and send.taken < 2 and (decision.retry or outcome == 'ambiguous')
  if mayRetry then return 'queued' end
  if send.taken > 0 then return 'unknown' end
  return isCurrent(fields, send) and 'failed' or 'canceled'
end

-- When the next channel is due, where one is left: at once when this one cannot deliver, later when no receipt comes.
local function noteStep(id, fields, send)
  if fields.status ~= 'pending' or stepsLeft(fields) <= 0 or isOver(fields) then return end
  local at
  -- Nobody will ever say whether what is unknown arrived, unless by a receipt.
  local isLost = send.status == 'unknown' and not send.awaitsReceipt
  if send.status == 'failed' or send.status == 'undelivered' or isLost then
    at = now
  elseif send.awaitsReceipt and (send.status == 'sent' or send.status == 'unknown') then
    at = (send.sentAt or now) + RECEIPT_WAIT
  end
  if not at then return end
  fields.stepAt = int(at)
  redis.call('HSET', challengeKey(id), 'stepAt', fields.stepAt)
end

-- The code may still be with the user if any message of any send may have arrived.
local function nobodyHasIt(fields, send)
  if send.status == 'failed' then return tonumber(fields.taken) == 0 end
  if send.status ~= 'undelivered' then return false end
  local reached = { sending = true, sent = true, unknown = true, delivered = true }
  for number = 1, tonumber(fields.send) do
    if number ~= send.number and reached[cjson.decode(fields['send:' .. number]).status] then return false end
  end
  return true
end

local function afterSettling(id, fields, send)
  if send.number ~= tonumber(fields.send) then return end
  -- Late news of an attempt, while the next one is open.
  if send.status == 'sending' then return look(id, send.leaseUntil) end
  if send.status == 'queued' then return look(id, math.min(send.dueAt + RING_SLACK, tonumber(fields.expiresAt))) end
  if fields.kind ~= 'code' then return endNotice(id) end
  noteStep(id, fields, send)
  if fields.status == 'pending' and not fields.stepAt and nobodyHasIt(fields, send) then
    return finish(id, fields, 'undeliverable', send.reason)
  end
  -- An earlier send is still going out; the sweep knows how long it has.
  if fields.stragglers then return look(id, now) end
  if fields.status ~= 'pending' then return redis.call('ZREM', watchKey, id) end
  look(id, math.min(tonumber(fields.stepAt or fields.expiresAt), tonumber(fields.expiresAt)))
end

local function copyResult(record, result)
  record.outcome, record.detail = result.outcome, result.detail
  record.provider, record.providerCode, record.providerMessageId = result.provider, result.providerCode, result.providerMessageId
  record.closedAt, record.suppress = now, result.suppress
end

-- `delivery` is what the send has become by it; nil where it moved nothing, so that nobody is told of the same twice.
local function recordClose(id, send, number, record, delivery)
  append(id, 'attempt_closed', { send = send.number, attempt = number, delivery = delivery, outcome = record.outcome,
    provider = record.provider, detail = record.detail, providerCode = record.providerCode,
    providerMessageId = record.providerMessageId, reason = send.reason, suppress = record.suppress })
end

-- What the receipts say of a send: one message that arrived is enough, and it is lost only when all of them are.
local function statusByReceipts(send)
  local isLost, reason = true, 'undelivered'
  for _, each in pairs(send.attempts) do
    if each.receipt == 'delivered' then return 'delivered' end
    local isTaken = each.number == send.open or each.outcome == 'accepted' or each.outcome == 'ambiguous'
    if isTaken and each.receipt ~= 'undelivered' then isLost = false end
    if each.receipt == 'undelivered' then reason = each.suppress or reason end
  end
  if isLost then return 'undelivered', reason end
  return send.status, send.reason
end

-- Whether the receipts move the send. While an attempt is open they wait for its end.
local function settleByReceipts(send)
  local isSettled = send.status == 'sent' or send.status == 'unknown' or send.status == 'undelivered'
  if not isSettled then return false end
  local before = send.status
  send.status, send.reason = statusByReceipts(send)
  return send.status ~= before
end

-- Receipts that waited for the end of an attempt are told after it, as if they came now.
local function settleByEarlierReceipts(id, send)
  if not settleByReceipts(send) then return end
  append(id, 'delivery_ended', { send = send.number, delivery = send.status, reason = send.reason })
end

-- The answer came after the lease: only the news that it was accepted still counts.
local function closeLate(id, fields, send, number, result)
  local record = send.attempts[tostring(number)]
  if not record or record.outcome ~= 'ambiguous' or result.outcome ~= 'accepted' then return send end
  copyResult(record, result)
  local delivery
  if send.status == 'queued' or send.status == 'unknown' then
    delivery = 'sent'
    send.status, send.sentAt, send.reason = delivery, now, nil
    send.awaitsReceipt = result.awaitsReceipt
  elseif send.status == 'sending' then
    -- The attempt that is open decides when it is closed, by looking at this one.
    send.awaitsReceipt = result.awaitsReceipt or send.awaitsReceipt
  end
  recordClose(id, send, number, record, delivery)
  settleByEarlierReceipts(id, send)
  writeSend(id, fields, send)
  afterSettling(id, fields, send)
  return send
end

local function closeAttempt(id, fields, send, number, result, decision)
  if send.open ~= number then return closeLate(id, fields, send, number, result) end
  local record = send.attempts[tostring(number)]
  copyResult(record, result)
  send.open, send.leaseUntil = nil, nil
  if result.outcome == 'accepted' or result.outcome == 'ambiguous' then
    send.taken = send.taken + 1
    fields.taken = redis.call('HINCRBY', challengeKey(id), 'taken', 1)
    send.awaitsReceipt = result.awaitsReceipt or send.awaitsReceipt
  end
  send.status = statusAfter(fields, send, result.outcome, decision)
  if send.status == 'sent' then send.sentAt = now end
  if send.status == 'queued' then
    send.dueAt = now + decision.delay
    send.ring, send.unheard = send.ring + 1, 0
  elseif send.status ~= 'sent' then
    -- Two attempts may have been taken: nobody decided to stop, the rule did.
    send.reason = decision.reason ~= '' and decision.reason or (send.status == 'unknown' and 'possibly_taken' or nil)
  end
  recordClose(id, send, number, record, send.status)
  settleByEarlierReceipts(id, send)
  writeSend(id, fields, send)
  afterSettling(id, fields, send)
  return send
end

-- Nobody came back within the lease: the provider may have taken it.
local function closeLost(id, fields, send)
  local result = { outcome = 'ambiguous', detail = 'The worker did not come back' }
  return closeAttempt(id, fields, send, send.open, result, { retry = true, delay = 0, reason = 'worker_lost' })
end
