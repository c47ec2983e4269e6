#!lua flags=allow-oom
-- KEYS: challenge. The provider's later word about one message. Said again, or after a better one, it changes nothing.
-- ARGV from 2: send, attempt or nothing, the receipt.
local id = string.sub(KEYS[1], #tag + 2)
local number, attempt, receipt = ARGV[2], ARGV[3], cjson.decode(ARGV[4])
-- Whatever order they come in, the same one stands at the end.
local RANK = { sent = 1, undelivered = 2, delivered = 3 }

local fields = readFields(id)
if not fields then return { 'gone' } end
if not fields['send:' .. number] then return { 'missing' } end
local send = cjson.decode(fields['send:' .. number])

-- Without a reference: the last that this provider may have taken. Of an open one nobody knows yet whose it is.
local function findAttempt()
  if attempt ~= '' then return send.attempts[attempt] end
  local found
  for _, each in pairs(send.attempts) do
    local isTaken = each.outcome == 'accepted' or each.outcome == 'ambiguous'
    if isTaken and each.provider == receipt.provider and (not found or each.number > found.number) then found = each end
  end
  return found
end

local record = findAttempt()
if not record then return { 'missing' } end
if record.receipt and RANK[record.receipt] >= RANK[receipt.status] then return { 'known' } end

-- It tells of a message that was taken, whatever we had heard of the handover until now.
local function settleAttempt()
  local result = { outcome = 'accepted', detail = 'Taken, as its receipt tells', provider = receipt.provider,
    providerMessageId = receipt.providerMessageId or record.providerMessageId, awaitsReceipt = true }
  -- The word before it is over.
  record.receipt = nil
  send = closeAttempt(id, fields, send, record.number, result, { retry = false, delay = 0, reason = '' })
  record = send.attempts[tostring(record.number)]
end
-- A message that did not arrive is asked of the next provider, as it was going to be or is being.
local isNextAsked = send.status == 'queued' or send.status == 'sending'
local isRetried = receipt.status == 'undelivered' and send.open ~= record.number and record.outcome == 'ambiguous' and isNextAsked
if record.outcome ~= 'accepted' and not isRetried then settleAttempt() end
if record.outcome ~= 'accepted' and not isRetried then return { 'missing' } end
record.receipt, record.suppress = receipt.status, receipt.suppress or record.suppress

local hasMoved = settleByReceipts(send)
writeSend(id, fields, send)
append(id, 'receipt', { send = send.number, attempt = record.number, delivery = send.status, receipt = receipt.status, reason = send.reason,
  provider = receipt.provider, providerCode = receipt.providerCode, detail = receipt.detail, suppress = receipt.suppress })

-- What is sent again must not go there; a fallback goes somewhere else.
if receipt.suppress and not send.channel then redis.call('HSET', KEYS[1], 'blocked', 'suppressed') end
local isCurrent = fields.status == 'pending' and tonumber(fields.send) == send.number
if isCurrent and hasMoved then
  if send.status == 'delivered' and fields.stepAt then
    redis.call('HDEL', KEYS[1], 'stepAt')
    fields.stepAt = nil
  end
  afterSettling(id, fields, send)
end
local isStepDue = fields.status == 'pending' and fields.stepAt and tonumber(fields.stepAt) <= now
return { 'recorded', isStepDue and '1' or '0' }
