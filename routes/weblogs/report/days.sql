-- The days, each with its sessions.
WITH sessions AS (
  SELECT session_date, CAST(count(*) AS bigint) AS sessions, CAST(sum(page_views) AS bigint) AS page_views
  FROM session_metrics
  GROUP BY session_date
)
SELECT
  d.event_date,
  d.total_requests,
  d.unique_users,
  d.avg_response_time,
  d.total_bytes_sent,
  d.client_error_count,
  d.server_error_count,
  d.performance_grade,
  coalesce(s.sessions, 0) AS sessions,
  coalesce(s.page_views, 0) AS page_views
FROM daily_metrics d
LEFT JOIN sessions s ON s.session_date = d.event_date
ORDER BY d.event_date
