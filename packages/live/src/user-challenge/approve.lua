#!lua flags=allow-oom
-- KEYS: challenge. ARGV[4]: what answered. A right answer that was compared outside, and spent there before.
local fields, refusal = readAnswerable()
if not fields then return refusal end
local checks, left = countCheck(fields)
finish(id, fields, 'approved', '', 'checks', checks, 'approvedBy', ARGV[4])
return answer(fields, '1', 'approved', left)
