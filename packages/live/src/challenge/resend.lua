-- KEYS: challenge. Owes one more send of a pending challenge; never extends its life.
local key = KEYS[1]
local id = string.sub(key, #tag + 2)
local application, cooldowns, keyId, digest, sealed = ARGV[2], ARGV[4], ARGV[5], ARGV[6], ARGV[7]
-- The channel of the fallback by which the caller means to send, whose address it has asked; empty: the first address.
local via = ARGV[8]

local fields = readFields(id)
if not fields or fields.application ~= application or fields.kind ~= 'code' then return { 'missing' } end
if fields.status ~= 'pending' then return { 'ended', fields.status } end
if isOver(fields) then
  finish(id, fields, 'expired', '')
  return { 'ended', 'expired' }
end
if (fields.via or '') ~= via then return { 'moved' } end
local wait = tonumber(fields.resendAt) - now
if wait > 0 then return { 'limited', 'cooldown', int(wait) } end
local address = addressKey(fields.address)
local times = readSends(address)
local name, windowWait = fullWindow(times, readSendLimits(ARGV[3]))
if name and via == '' then return { 'limited', name, int(windowWait) } end
if not hasLifeToSend(fields) then return { 'too_late' } end
if keyId ~= '' then redis.call('HSET', key, 'key', keyId, 'digest', digest, 'sealed', sealed) end
return { 'resent', tostring(addSend(id, fields, address, times, cooldowns)) }
