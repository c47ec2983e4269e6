#!lua flags=allow-oom
-- KEYS: challenge. Goes on to the next channel of a pending challenge, once, or passes it over. The address was asked before.
-- ARGV from 2: which one, reason to pass it over, cool-downs, channel, masked, identity, sealed, country, place.
local id = string.sub(KEYS[1], #tag + 2)
local step, skipped, cooldowns = tonumber(ARGV[2]), ARGV[3], ARGV[4]

local fields = readFields(id)
if not fields or fields.status ~= 'pending' or isOver(fields) then return { 'refused' } end
local isDue = fields.stepAt and tonumber(fields.stepAt) <= now and tonumber(fields.step or 0) == step and stepsLeft(fields) > 0
-- It is being sent again, or it has arrived after all.
local isSettled = fields.delivery ~= 'queued' and fields.delivery ~= 'sending' and fields.delivery ~= 'delivered'
if not isDue or not isSettled then return { 'refused' } end

fields.step = tostring(step + 1)
redis.call('HSET', KEYS[1], 'step', fields.step)
if skipped == '' and hasLifeToSend(fields) then
  fields.via, fields.viaMasked, fields.viaIdentity, fields.viaSealed, fields.viaCountry = unpack(ARGV, 5, 9)
  redis.call('HSET', KEYS[1], 'via', fields.via, 'viaMasked', fields.viaMasked, 'viaIdentity', fields.viaIdentity,
    'viaSealed', fields.viaSealed, 'viaCountry', fields.viaCountry, 'reached', ARGV[10])
  return { 'queued', tostring(queueSend(id, fields, resendAt(cooldowns, tonumber(fields.send) + 1))) }
end

if skipped ~= '' then append(id, 'fallback_skipped', { step = step, why = skipped }) end
if stepsLeft(fields) > 0 then return { 'skipped', '1' } end
redis.call('HDEL', KEYS[1], 'stepAt')
local send = readSend(id, fields.send)
local nobodyHasIt = tonumber(fields.taken) == 0 or send.status == 'undelivered'
if nobodyHasIt and (send.status == 'failed' or send.status == 'undelivered') then
  finish(id, fields, 'undeliverable', send.reason or skipped)
else
  look(id, tonumber(fields.expiresAt))
end
return { 'skipped', '0' }
