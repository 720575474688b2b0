-- The busiest paths of all days together.
WITH paths AS (
  SELECT
    path,
    CAST(sum(total_requests) AS bigint) AS total_requests,
    CAST(sum(error_count) AS bigint) AS error_count,
    sum(avg_response_time * CAST(total_requests AS double)) / CAST(sum(total_requests) AS double) AS avg_response_time
  FROM path_metrics
  GROUP BY path
)
SELECT path, total_requests, error_count, round(avg_response_time, 1) AS avg_response_time
FROM paths
ORDER BY total_requests DESC, path
LIMIT 10
