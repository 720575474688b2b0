<#if body.error??>
The log ${body.source_key} can't be used: ${body.error.message} (${body.error.reason}).
<#else>
Of ${body.counts.input?c} records of the log ${body.source_key}, ${body.counts.valid?c} are valid, a share of ${body.quality_score?c}; ${body.threshold} is expected.
The figures are worked out from what is valid.
</#if>
What became of it: ${body.manifest_key}
