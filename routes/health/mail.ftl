<#import "names.ftl" as n>
<#assign item = body.item>
HEALTH READINGS: ${n.inert(item.source_name)}

SUMMARY
<#if item.enrichment == "complete">
${n.inert(item.summary)}
<#else>
${item.anomalous_records} of ${item.records_analyzed} readings are out of range. No insights were written: the model was not available (${item.enrichment_reason}).
</#if>

DATA QUALITY
<#if body.manifest?? && body.manifest.correlation_id == item.correlation_id>
Readings     ${body.manifest.counts.input}
Valid        ${body.manifest.counts.valid} (${n.share(body.manifest.counts.valid, body.manifest.counts.input)})
Rejected     ${body.manifest.counts.rejected} (${n.share(body.manifest.counts.rejected, body.manifest.counts.input)})
<#list n.ranked(body.manifest.counts_by_reason) as reason>
  ${n.inert(reason.name)}: ${reason.count}
</#list>
<#else>
The file has been replaced since, so its counts are no longer there. Analysed: ${item.records_analyzed}
</#if>

OUT OF RANGE: ${item.anomalous_records} of ${item.records_analyzed} readings (${n.share(item.anomalous_records, item.records_analyzed)})
<#list n.ranked(item.anomaly_counts) as kind>
  ${kind.name}: ${kind.count}
</#list>

STATISTICS
<#list n.fields(item.statistics) as field>
<#assign s = item.statistics[field]>
<#if s.count gt 0>
${n.name(field)}: mean ${n.number(s.mean)}<#if s.standard_deviation??> ± ${n.number(s.standard_deviation)}</#if> ${n.unit(field)}, ${n.number(s.minimum)} to ${n.number(s.maximum)}, median ${n.number(s.percentiles.p50)}
</#if>
</#list>

<#if item.worst?has_content>
FURTHEST OUT
<#list item.worst[0..*5] as reading>
- ${n.inert(reading.user_id)}, ${n.inert(reading.event_time)}: ${reading.labels?join(", ")} (<#list n.NAMES?keys?filter(field -> reading[field]?? && field != "steps") as field>${n.name(field)} ${n.number(reading[field])}<#sep>, </#list>)
</#list>

</#if>
<#if item.insights?has_content>
INSIGHTS
<#list item.insights as insight>
- ${n.inert(insight)}
</#list>

RECOMMENDATIONS
<#list item.recommendations as recommendation>
- ${n.inert(recommendation)}
</#list>

Insights and recommendations were written by a language model (${n.inert(item.model.model_id)}). They are no diagnosis.

</#if>
Analysis:  ${n.place(body.link, item.analysis_bucket, item.analysis_key)}
Manifest:  ${n.place(body.link, item.analysis_bucket, item.manifest_key)}
Correlation id: ${n.id(item.correlation_id)}
