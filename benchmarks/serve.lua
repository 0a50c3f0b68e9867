-- What a server of the graph holds: every question of queries/, in turn, as fast as they are answered.
--
--   kg serve -g build &
--   wrk -t2 -c16 -d60s --latency --timeout 60s -s benchmarks/serve.lua http://127.0.0.1:8000
--
-- No line "Non-2xx or 3xx responses" and no "Socket errors" must follow; the slowest question of the graph sets p99.

local requests = {}

local function escaped(text)
  return (text:gsub("[^%w%-._~]", function(c) return string.format("%%%02X", string.byte(c)) end))
end

function init()
  for path in io.popen("ls queries/*.rq"):lines() do
    local target = "/sparql?query=" .. escaped(io.open(path):read("*a"))
    table.insert(requests, wrk.format("GET", target, { ["Accept"] = "application/sparql-results+json" }))
  end
end

local next = 0

function request()
  next = next % #requests + 1
  return requests[next]
end

function done(summary, latency)
  local bad = summary.errors
  print(string.format("p50 %.0f ms, p99 %.0f ms, %d answers, %d errors", latency:percentile(50) / 1000,
    latency:percentile(99) / 1000, summary.requests,
    bad.connect + bad.read + bad.write + bad.status + bad.timeout))
end
