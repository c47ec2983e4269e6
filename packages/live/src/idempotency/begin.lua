-- KEYS: record. The record is made before the work; a short lease tells a running try from a dead one.
local LEASE, LIFE = 10000, DAY
local bodyHash, id = ARGV[2], ARGV[3]
local record = redis.call('HMGET', KEYS[1], 'bodyHash', 'id', 'leaseUntil', 'status', 'answer', 'doneAt')
if not record[1] then
  redis.call('HSET', KEYS[1], 'bodyHash', bodyHash, 'id', id, 'leaseUntil', int(now + LEASE))
  redis.call('PEXPIRE', KEYS[1], LIFE)
  return { 'new', id }
end
if record[1] ~= bodyHash then return { 'mismatch' } end
if record[4] then return { 'done', record[2], record[4], record[5], record[6], int(now) } end
-- Far more than a lease: the clock was set back since it was written. Whoever took it is not waited for until it has caught up.
local leaseLeft = tonumber(record[3]) - now
if leaseLeft > 0 and leaseLeft <= 2 * LEASE then return { 'in_flight' } end
redis.call('HSET', KEYS[1], 'leaseUntil', int(now + LEASE))
return { 'retake', record[2] }
