-- KEYS: the challenge to copy, the key of its address. ARGV: shard, first number, how many.
-- Copies a real challenge with its address, so that what is filled has the shape of what the product writes.
local challenge, address = KEYS[1], KEYS[2]
local tag, first, count = '{s' .. ARGV[1] .. '}', tonumber(ARGV[2]), tonumber(ARGV[3])
local pointer = redis.call('HGET', challenge, 'pointer')
local expiresAt = redis.call('HGET', challenge, 'expiresAt')
local hash = redis.call('HGET', challenge, 'address')

for number = first, first + count - 1 do
  local id = string.format('ch_%s%026d', ARGV[1], number)
  -- As long as a real one, and different for each.
  local newHash = string.format('%022d', number)
  local newPointer = string.gsub(pointer, hash, newHash, 1)
  local newKey, newAddress = tag .. ':' .. id, tag .. ':address:' .. newHash
  redis.call('COPY', challenge, newKey)
  redis.call('HSET', newKey, 'address', newHash, 'pointer', newPointer)
  redis.call('COPY', address, newAddress)
  redis.call('HDEL', newAddress, pointer)
  redis.call('HSET', newAddress, newPointer, id)
  redis.call('ZADD', tag .. ':watch', expiresAt, id)
end
return count
