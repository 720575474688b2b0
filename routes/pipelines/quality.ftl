<#assign total = (body.counts.input)!0, valid = (body.counts.valid)!0>
<#function share records><#return (records / total * 10000)?floor / 10000></#function>
{
  "pipeline_id": "${body.pipeline_id?json_string}",
  "total": ${total?c},
  "valid": ${valid?c},
  "rejected": ${(total - valid)?c},
  "score": <#if total gt 0>${share(valid)?c}<#else>0</#if>,
  "threshold": ${body.threshold?number?c},
  "decision": "<#if total gt 0 && share(valid) gte body.threshold?number>store<#else>quarantine</#if>",
  "rules": [<#list body.counts_by_reason!{} as rule, records>
    {"rule": "${rule?json_string}", "records": ${records?c}, "share": ${share(records)?c}}<#sep>,</#list>
  ]<#if body.error??>,
  "error": {"reason": "${body.error.reason?json_string}", "message": "${body.error.message?json_string}"}</#if>
}
