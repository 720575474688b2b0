Pipeline ${body.pipeline_id} (${body.data_type}, priority ${body.priority}) is quarantined: ${body.valid?c} of ${body.total?c} records are valid, a score of ${body.score?c}; ${body.threshold?c} is needed.
<#if body.error??>
${body.error.message} (${body.error.reason}).
</#if>
<#list body.rules as rule>
${rule.rule}: ${rule.records?c}
</#list>
What came is kept at ${body.quarantine_key}.
