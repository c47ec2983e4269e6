-- KEYS: challenge. ARGV: life in milliseconds, then fields and their values. The least that keeps a code for a while.
redis.call('HSET', KEYS[1], unpack(ARGV, 2))
redis.call('PEXPIRE', KEYS[1], ARGV[1])
return 'created'
