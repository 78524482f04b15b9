-- The decisions of core/slots.py, taken inside Redis in one atomic step; stores/redis_ledger.py has the theory.
--
-- KEYS: the clock and life of all ledgers in this database, this account, the names of its windows.
-- ARGV[1]: what to do and who asks, as JSON. `server_time()` stands above this text.

local ask = cjson.decode(ARGV[1])
local limits = ask.limits
local CLOCK, ACCOUNT, NAMES = KEYS[1], KEYS[2], KEYS[3]
local NEVER = -math.huge
local max, min = math.max, math.min

local function text(number) return string.format('%.17g', number) end

local function number(kept, otherwise) return kept and tonumber(kept) or otherwise end

-- Time -------------------------------------------------------------------------------------------------------

local raw = server_time()
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
local witness = 'machine:' .. ask.machine
local kept = redis.call('HMGET', CLOCK, 'life', 'born', 'offset', 'latest', witness)
local life, born = kept[1], number(kept[2], NEVER)
local latest, ahead = number(kept[4], nil), number(kept[5], nil)

-- Time never runs back, and never faster than the steady clock of the machine that asks: a step of the server's
-- clock makes slots later, never earlier.
local function told_time()
  local now = raw + number(kept[3], 0)
  if not latest then return now end
  if not ahead then -- a machine never seen: its wall clock is all it can say about the time since the last call
    now = math.abs(ask.wall - raw) <= ask.doubt and now - ask.doubt or latest
  elseif now > ask.boot + ahead + ask.tolerance then
    now = ask.boot + ahead
  end
  return max(now, latest)
end

local now = told_time()

local function keep_time()
  if not ahead and redis.call('HLEN', CLOCK) >= ask.witnesses then -- to be unknown is safe, so forget them all
    redis.call('DEL', CLOCK)
  end
  redis.call('HSET', CLOCK, 'life', life, 'born', text(born), 'offset', text(now - raw), 'latest', text(now),
    witness, text(min(ahead or math.huge, now - ask.boot)))
end

-- The account ------------------------------------------------------------------------------------------------

local FIELDS = { 'serial', 'booked', 'sent', 'pace', 'paused_at', 'paused_until', 'strikes', 'struck' }
local account = {}

local function read_account()
  local found = redis.call('HMGET', ACCOUNT, 'life', 'reason', 'egress', unpack(FIELDS))
  account.life, account.reason, account.egress = found[1], found[2] or '', found[3] or ''
  for i, field in ipairs(FIELDS) do account[field] = number(found[i + 3], NEVER) end
end

local function keep_account()
  local row = { 'life', life, 'reason', account.reason, 'egress', account.egress }
  for _, field in ipairs(FIELDS) do
    if account[field] > NEVER then
      row[#row + 1] = field
      row[#row + 1] = text(account[field])
    end
  end
  redis.call('HSET', ACCOUNT, unpack(row))
end

local function window_key(name) return ACCOUNT .. ':' .. name end

local function drop_window(name)
  redis.call('DEL', window_key(name))
  redis.call('HDEL', ACCOUNT, 'forgotten:' .. name)
  redis.call('ZREM', NAMES, name)
end

-- Whether something that was kept may be gone: another server or a restarted one, an emptied database, or one that
-- knows less than who asks. `ask.age`: seconds since the asker was last told, in another life.
local function lost_something()
  if not life or string.sub(life, 1, #run) ~= run then return true end
  if ask.life == life then return account.life == life and account.serial < ask.serial or account.life ~= life end
  return ask.life ~= '' and now - ask.age > born
end

local function begin_account()
  local memory = redis.call('INFO', 'memory')
  if string.find(memory, 'maxmemory_policy:allkeys', 1, true) and not string.find(memory, 'maxmemory:0\r', 1, true) then
    return redis.error_reply('EVICTS this server may drop keys')
  end
  for _, name in ipairs(redis.call('ZRANGE', NAMES, 0, -1)) do redis.call('DEL', window_key(name)) end
  redis.call('DEL', ACCOUNT, NAMES)
  account = {
    serial = max(math.floor(raw * 1000000), ask.serial), booked = born, sent = born, pace = 0, strikes = 0,
    paused_at = born, paused_until = born + limits.pause_cap, reason = ask.lost, struck = NEVER,
    egress = account.egress,
  }
  keep_account()
end

-- Slots ------------------------------------------------------------------------------------------------------

local function opens_at(window, release) return release + window.period * (1 + limits.drift) end

local function forgotten_of(name)
  return number(redis.call('HGET', ACCOUNT, 'forgotten:' .. name), born + limits.hold)
end

local function deciding_release(window)
  local held = redis.call('ZCARD', window_key(window.name))
  local rank = held - window.limit + window.cost - 1
  if rank < 0 then return forgotten_of(window.name) end
  local release = tonumber(redis.call('ZRANGE', window_key(window.name), rank, rank, 'WITHSCORES')[2])
  return held >= window.limit and release or max(release, forgotten_of(window.name))
end

local function take(window, slot, release)
  local key = window_key(window.name)
  if redis.call('ZCARD', key) >= window.limit then
    redis.call('HSET', ACCOUNT, 'forgotten:' .. window.name, redis.call('ZPOPMIN', key)[2])
  end
  redis.call('ZADD', key, text(release), text(slot))
end

-- Windows that are counted apart for each value of something come and go; their keys do not expire by themselves,
-- because the server's clock may step.
local function forget_old_windows()
  for _, name in ipairs(redis.call('ZRANGEBYSCORE', NAMES, '-inf', text(now - ask.forget_after), 'LIMIT', 0, 8)) do
    drop_window(name)
  end
end

-- Decisions --------------------------------------------------------------------------------------------------

local function pace() return max(limits.pace, max(account.pace, 0)) end

local function wait_to_send(last)
  local paced = last + pace()
  if account.paused_until > now and account.paused_until >= paced then
    return account.paused_until, 'pause', ''
  end
  if paced > now then return paced, 'pace', '' end
  return now, '', ''
end

local function waiting(till, reason, name) return { 'wait', text(till - now), reason, name } end

local function pause(seconds, reason)
  local till = now + min(seconds, limits.pause_cap)
  if till > account.paused_until then
    account.paused_at, account.paused_until, account.reason = now, till, reason
  end
end

local function calls_elsewhere() return ask.egress ~= '' and account.egress ~= '' and account.egress ~= ask.egress end

local steps = {}

function steps.book()
  if calls_elsewhere() then return { 'elsewhere', account.egress } end
  local till, reason, name = wait_to_send(max(account.booked, account.sent))
  for _, window in ipairs(ask.windows) do
    local opens = min(opens_at(window, deciding_release(window)), opens_at(window, now))
    if opens > till then till, reason, name = opens, 'window', window.name end
  end
  if reason ~= '' then return waiting(till, reason, name) end
  local serial = account.serial + 1
  account.serial = serial
  for _, window in ipairs(ask.windows) do
    for _ = 1, window.cost do
      take(window, account.serial, now + limits.hold)
      account.serial = account.serial + 1
    end
    redis.call('ZADD', NAMES, window.apart and text(now) or '+inf', window.name)
  end
  forget_old_windows()
  account.booked = now
  if ask.egress ~= '' then account.egress = ask.egress end
  keep_account()
  return { 'booked', text(now), text(serial) }
end

local function held_slots()
  local held = {}
  for _, slot in ipairs(ask.slots) do
    local release = redis.call('ZSCORE', window_key(slot[1]), text(slot[2]))
    if release then held[#held + 1] = { key = window_key(slot[1]), slot = text(slot[2]), release = tonumber(release) } end
  end
  return held
end

function steps.confirm()
  if calls_elsewhere() then return { 'elsewhere', account.egress } end
  local held = held_slots()
  if #held < #ask.slots then return waiting(now, 'window', ask.slots[1][1]) end
  local till, reason, name = wait_to_send(account.sent)
  if reason ~= '' then return waiting(till, reason, name) end
  for _, slot in ipairs(held) do redis.call('ZADD', slot.key, 'XX', text(now + limits.hold), slot.slot) end
  account.sent = now
  keep_account()
  return { 'send' }
end

function steps.settle()
  if ask.told ~= 'lost' then
    for _, slot in ipairs(held_slots()) do -- under another name, so that its late owner holds it no longer
      redis.call('ZREM', slot.key, slot.slot)
      redis.call('ZADD', slot.key, text(min(slot.release, now)), slot.slot .. '.settled')
    end
  end
  local old_news = ask.start <= account.struck
  if ask.told == 'too many' then
    if not old_news then
      account.strikes, account.struck = account.strikes + 1, now
      account.pace = max(limits.pace, min(2 * pace(), limits.pace_cap))
    end
    local asked = ask.pauses[min(max(account.strikes, 1), #ask.pauses)]
    pause(asked[1], asked[2])
    keep_account()
  elseif ask.told == 'good' and (account.strikes > 0 or account.pace > 0) and not old_news then
    local slower = pace() * 0.9
    account.strikes, account.pace = 0, slower > limits.pace and slower or 0
    keep_account()
  end
  return { 'settled', text(max(0, account.paused_until - now)) }
end

function steps.pause()
  pause(ask.seconds, ask.reason)
  keep_account()
  return { 'paused' }
end

function steps.note_start()
  account.sent = now
  keep_account()
  return { 'noted' }
end

function steps.move_egress()
  local before = account.egress
  account.egress = ask.egress
  keep_account()
  return { 'moved', before }
end

function steps.state()
  local told = { 'state', text(now), text(account.paused_until), text(pace()), text(account.strikes), account.reason }
  for _, window in ipairs(ask.windows) do
    local after = '(' .. text(now - window.period * (1 + limits.drift))
    local slots = redis.call('ZRANGEBYSCORE', window_key(window.name), after, '+inf', 'WITHSCORES')
    local releases = {}
    for i = 2, #slots, 2 do releases[#releases + 1] = slots[i] end
    told[#told + 1] = table.concat(releases, ' ')
    told[#told + 1] = text(deciding_release(window))
  end
  return told
end

-- One step ---------------------------------------------------------------------------------------------------

read_account()
if lost_something() then
  born = now
  life = run .. '-' .. text(math.floor(raw * 1000000))
end
keep_time()
if account.life ~= life then
  local refused = begin_account()
  if refused then return refused end
end
local reply = steps[ask.step]()
reply[#reply + 1] = life
reply[#reply + 1] = text(account.serial)
return reply
