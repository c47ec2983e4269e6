#!lua flags=allow-oom
-- KEYS: challenge.
local id = string.sub(KEYS[1], #tag + 2)
local fields = readFields(id)
if not fields or fields.application ~= ARGV[2] or fields.kind ~= 'code' then return { 'missing' } end
if fields.status ~= 'pending' then return { 'ended', fields.status } end
if isOver(fields) then
  finish(id, fields, 'expired', '')
  return { 'ended', 'expired' }
end
finish(id, fields, 'canceled', '')
return { 'canceled' }
