#!lua flags=allow-oom
-- KEYS: recorder.
if redis.call('GET', KEYS[1]) == ARGV[2] then redis.call('DEL', KEYS[1]) end
return { 'released' }
