-- KEYS: the application's burst counter. ARGV: how many uses are wanted, then key, limit, window, in threes.
-- Sliding windows of two buckets each: the older one counts for the part of it that the window still covers.
-- Grants what every window has room for, and counts it in all of them; nothing when one is full.
local BURST = 10000
local granted = tonumber(ARGV[2])

local counters = {}
for i = 3, #ARGV, 3 do
  local limit, window = tonumber(ARGV[i + 1]), tonumber(ARGV[i + 2])
  local bucket = math.floor(now / window)
  local key = tag .. ':window:' .. ARGV[i] .. ':'
  local counts = redis.call('MGET', key .. int(bucket), key .. int(bucket - 1))
  local current, earlier = tonumber(counts[1] or 0), tonumber(counts[2] or 0)
  local elapsed = now - bucket * window
  local room = math.floor(limit - current - earlier * (1 - elapsed / window))
  if room < 1 then
    local wait = window - elapsed
    -- Within this bucket the older one fades: room comes back sooner when it is the older one that fills the window.
    if earlier > 0 and current + 1 <= limit then wait = math.ceil((current + earlier + 1 - limit) / earlier * window) - elapsed end
    return { 'limited', ARGV[i], int(math.max(1, wait)) }
  end
  granted = math.min(granted, room)
  counters[#counters + 1] = { key = key .. int(bucket), window = window }
end
for _, counter in ipairs(counters) do
  if redis.call('INCRBY', counter.key, granted) == granted then redis.call('PEXPIRE', counter.key, int(counter.window * 2)) end
end
local burstKey = tag .. ':burst:' .. int(math.floor(now / BURST))
local burst = redis.call('INCRBY', burstKey, granted)
if burst == granted then redis.call('PEXPIRE', burstKey, BURST * 2) end
return { 'used', granted, burst }
