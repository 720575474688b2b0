-- The hundred paths of a day that were asked for most. In the dialect that DuckDB and Trino (Athena) share. Of several records
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
paths AS (
  SELECT
    event_date,
    path,
    CAST(count(*) AS bigint) AS total_requests,
    CAST(count_if(is_client_error OR is_server_error) AS bigint) AS error_count,
    CAST(sum(CAST(response_time_ms AS decimal(18, 6))) AS double) / CAST(count(*) AS double) AS avg_response_time,
    CAST(sum(bytes_sent) AS bigint) AS total_bytes_sent
  FROM requests
  GROUP BY event_date, path
),
placed AS (
  SELECT *, CAST(row_number() OVER (PARTITION BY event_date ORDER BY total_requests DESC, path) AS bigint) AS place
  FROM paths
)
SELECT event_date, place, path, total_requests, error_count, avg_response_time, total_bytes_sent
FROM placed
WHERE place <= 100
ORDER BY event_date, place
