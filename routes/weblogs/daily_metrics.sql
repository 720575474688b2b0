-- What the requests of a day come to: one row. In the dialect that DuckDB and Trino (Athena) share. Of several records
-- of one event_id one counts, and always the same, whatever order their files came in. Sums are of decimals, which are exact: sums
-- of doubles depend on the order.
WITH ranked AS (
  SELECT
    *,
    row_number() OVER (
      PARTITION BY event_id
      ORDER BY event_ts, session_id, method, path, status, bytes_sent, response_time_ms, referrer, user_agent, user_id,
        cache_status, cdn_edge, db_query_time_ms, request_id
    ) AS copy
  FROM silver
  WHERE year = :year AND month = :month AND day = :day
),
requests AS (
  SELECT * FROM ranked WHERE copy = 1 OR event_id IS NULL
),
totals AS (
  SELECT
    event_date,
    CAST(count(*) AS bigint) AS total_requests,
    CAST(count(DISTINCT user_id) AS bigint) AS unique_users,
    CAST(sum(CAST(response_time_ms AS decimal(18, 6))) AS double) / CAST(count(*) AS double) AS avg_response_time,
    CAST(sum(bytes_sent) AS bigint) AS total_bytes_sent,
    CAST(count_if(is_success) AS bigint) AS success_count,
    CAST(count_if(is_redirect) AS bigint) AS redirect_count,
    CAST(count_if(is_client_error) AS bigint) AS client_error_count,
    CAST(count_if(is_server_error) AS bigint) AS server_error_count,
    CAST(count_if(is_slow) AS bigint) AS slow_count,
    CAST(count_if(is_fast) AS bigint) AS fast_count,
    CAST(count_if(is_large_response) AS bigint) AS large_response_count,
    CAST(count_if(is_small_response) AS bigint) AS small_response_count
  FROM requests
  GROUP BY event_date
)
SELECT
  event_date,
  total_requests,
  unique_users,
  avg_response_time,
  total_bytes_sent,
  success_count,
  redirect_count,
  client_error_count,
  server_error_count,
  slow_count,
  fast_count,
  large_response_count,
  small_response_count,
  CAST(client_error_count + server_error_count AS double) / CAST(total_requests AS double) AS error_rate,
  CAST(success_count AS double) / CAST(total_requests AS double) AS success_rate,
  avg_response_time / 1000 AS avg_response_time_seconds,
  CASE
    WHEN avg_response_time < 200 THEN 'Excellent'
    WHEN avg_response_time < 500 THEN 'Good'
    WHEN avg_response_time < 1000 THEN 'Fair'
    ELSE 'Poor'
  END AS performance_grade,
  CAST(total_requests - server_error_count AS double) / CAST(total_requests AS double) AS availability_score
FROM totals
ORDER BY event_date
