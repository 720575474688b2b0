-- What the requests of each session of a day come to. In the dialect that DuckDB and Trino (Athena) share. Of several records
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
)
SELECT
  user_session,
  session_date,
  session_hour,
  CAST(count(*) AS bigint) AS page_views,
  min(event_ts) AS session_start,
  max(event_ts) AS session_end,
  CAST(count(DISTINCT path) AS bigint) AS unique_pages,
  CAST(sum(CAST(response_time_ms AS decimal(18, 6))) AS double) AS total_response_time
FROM requests
GROUP BY user_session, session_date, session_hour
ORDER BY user_session
