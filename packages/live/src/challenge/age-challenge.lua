#!lua flags=allow-oom
-- KEYS: challenge. Makes a pending challenge of this application, its sends and what its address remembers of them older.
-- ARGV from 2: application, milliseconds.
local id = string.sub(KEYS[1], #tag + 2)
local by = tonumber(ARGV[3])
local fields = readFields(id)
if not fields or fields.application ~= ARGV[2] then return { 'kept' } end

local function age(name)
  if fields[name] then redis.call('HSET', KEYS[1], name, int(tonumber(fields[name]) - by)) end
end
for _, name in ipairs({ 'createdAt', 'expiresAt', 'resendAt', 'stepAt' }) do age(name) end

for number = 1, tonumber(fields.send or 0) do
  local text = fields['send:' .. number]
  if text then
    local send = cjson.decode(text)
    for _, name in ipairs({ 'createdAt', 'dueAt', 'sentAt', 'leaseUntil' }) do
      if send[name] then send[name] = send[name] - by end
    end
    redis.call('HSET', KEYS[1], 'send:' .. number, cjson.encode(send))
  end
end

if fields.address then
  local address = addressKey(fields.address)
  local times, packed = readSends(address), {}
  for i, at in ipairs(times) do packed[i] = struct.pack('>I6', math.max(0, at - by)) end
  if #times > 0 then redis.call('HSET', address, 'sends', table.concat(packed)) end
  local failedAt = tonumber(redis.call('HGET', address, 'failedAt') or nil)
  if failedAt then redis.call('HSET', address, 'failedAt', int(failedAt - by)) end
end
local score = redis.call('ZSCORE', watchKey, id)
if score then look(id, tonumber(score) - by) end
return { 'moved' }
