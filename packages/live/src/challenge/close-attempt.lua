#!lua flags=allow-oom
-- KEYS: challenge. Records what became of an attempt, once.
local id = string.sub(KEYS[1], #tag + 2)
local number, attempt = ARGV[2], tonumber(ARGV[3])
local fields = readFields(id)
if not fields or not fields['send:' .. number] then return { 'missing', '0', '0', '0' } end
local send = cjson.decode(fields['send:' .. number])
send = closeAttempt(id, fields, send, attempt, cjson.decode(ARGV[4]), cjson.decode(ARGV[5]))
local delay = send.status == 'queued' and math.max(0, send.dueAt - now) or 0
local isStepDue = fields.stepAt and tonumber(fields.stepAt) <= now
return { send.status, int(delay), tostring(send.ring), isStepDue and '1' or '0' }
