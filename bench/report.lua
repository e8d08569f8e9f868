-- What wrk measured, as one line of JSON. Requests that were not answered by 200 are errors.
done = function(summary, latency, requests)
  local seconds = summary.duration / 1e6
  local wrong = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status + summary.errors.timeout
  io.write(string.format('\nRESULT {"per_second":%.1f,"p50_ms":%.3f,"p99_ms":%.3f,"requests":%d,"wrong":%d}\n',
    summary.requests / seconds, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, summary.requests, wrong))
end
