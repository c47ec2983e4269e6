#!lua flags=allow-oom
-- KEYS: record.
if redis.call('EXISTS', KEYS[1]) == 1 then
  redis.call('HSET', KEYS[1], 'status', ARGV[2], 'answer', ARGV[3], 'doneAt', int(now))
end
return { 'finished' }
