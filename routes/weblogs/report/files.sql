-- What became of the logs, the last one first.
SELECT
  source_key,
  status,
  ended,
  counts.input AS input,
  counts.valid AS valid,
  counts.rejected AS rejected,
  CAST(counts_by_reason AS varchar) AS counts_by_reason
FROM manifests
ORDER BY ended DESC, source_key
