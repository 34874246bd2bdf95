-- One row of the digits a request, for one of 200,000 units.
local features = os.getenv("FEATURES")
local seed = 0
function setup(thread)
  thread:set("seed", seed)
  seed = seed + 1
end
function init()
  math.randomseed(os.time() + seed * 7919)
  wrk.method = "POST"
  wrk.headers["Content-Type"] = "application/json"
  tail = '","features":[' .. features .. ']}'
end
function request()
  return wrk.format(nil, "/predict", nil, '{"unit":"user-' .. math.random(200000) .. tail)
end
