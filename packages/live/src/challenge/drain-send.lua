#!lua flags=allow-oom
-- KEYS: challenge. Ends the current send when it waits for the channel: it is not sent.
local id = string.sub(KEYS[1], #tag + 2)
local fields = readFields(id)
if not fields or fields.delivery ~= 'queued' or (fields.via or fields.channel) ~= ARGV[2] then return { 'kept' } end
if fields.status ~= 'pending' then return { 'kept' } end
local send = readSend(id, fields.send)
send.status, send.reason = send.taken > 0 and 'unknown' or 'failed', 'drained'
writeSend(id, fields, send)
append(id, 'delivery_ended', { send = send.number, delivery = send.status, reason = 'drained' })
afterSettling(id, fields, send)
return { 'drained' }
