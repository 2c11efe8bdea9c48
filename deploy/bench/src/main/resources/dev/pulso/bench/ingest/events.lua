-- wrk's script: posts CloudEvents of 300 bytes. Arguments: events a request (1: structured, more: batch), or
-- "bytes" and a number: batches of at least that many bytes. Says what came of it in one line of JSON.
local bodies = {}
local next_body = 0

local function event(number)
  local head = string.format('{"specversion":"1.0","id":"bench-%09d","source":"/pulso/bench","type":"bench.order-line",'
    .. '"subject":"customer-%05d","time":"2026-11-01T08:26:00Z","data":{"amount":%d.%02d,"note":"',
    number, number * 7919 % 100000, number % 500, number % 100)
  return head .. string.rep('x', 300 - #head - 3) .. '"}}'
end

local function batch(count, first)
  local events = {}
  for i = 1, count do
    events[i] = event(first + i)
  end
  return '[' .. table.concat(events, ',') .. ']'
end

function init(args)
  local count = tonumber(args[1])
  local distinct = 64
  if args[1] == 'bytes' then
    count = math.ceil(tonumber(args[2]) / 301)
    distinct = 1
  end
  math.randomseed(os.time())
  local first = math.random(0, 900000) * 1000
  for i = 1, distinct do
    bodies[i] = count == 1 and event(first + i) or batch(count, first + i * count)
  end
  wrk.method = 'POST'
  wrk.headers['Content-Type'] = count == 1 and 'application/cloudevents+json' or 'application/cloudevents-batch+json'
end

function request()
  next_body = next_body % #bodies + 1
  return wrk.format(nil, nil, nil, bodies[next_body])
end

function done(summary, latency, requests)
  io.write(string.format(
    '{"requests":%d,"seconds":%.6f,"refused":%d,"broken":%d,"p50Millis":%.3f,"p99Millis":%.3f}\n',
    summary.requests, summary.duration / 1e6, summary.errors.status,
    summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout,
    latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
