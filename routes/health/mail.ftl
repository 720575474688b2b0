<#import "names.ftl" as n>
<#assign item = body.item>
HEALTH READINGS: ${n.inert(item.source_name)}

SUMMARY
<#if item.summary??>
${n.inert(item.summary)}
<#else>
${item.anomalous_records} of ${item.records_analyzed} readings are out of range. No insights were written<#if item.enrichment_reason??>: the model was not available (${n.inert(item.enrichment_reason)})</#if>.
</#if>

DATA QUALITY
<#if n.matches(body.manifest!{}, item)>
Readings     ${body.manifest.counts.input}
Valid        ${body.manifest.counts.valid} (${n.share(body.manifest.counts.valid, body.manifest.counts.input)})
Rejected     ${body.manifest.counts.rejected} (${n.share(body.manifest.counts.rejected, body.manifest.counts.input)})
<#list n.ranked(body.manifest.counts_by_reason!{})[0..*n.most()] as reason>
  ${n.kind(reason.name)}: ${reason.count}
</#list>
<#if n.further(body.manifest.counts_by_reason!{}, "rows")?has_content>
  ${n.further(body.manifest.counts_by_reason, "rows")}: they are in the manifest
</#if>
<#else>
The manifest is no longer there: the file was replaced, or the manifest has expired. Analysed: ${item.records_analyzed}
</#if>

OUT OF RANGE: ${item.anomalous_records} of ${item.records_analyzed} readings (${n.share(item.anomalous_records, item.records_analyzed)})
<#list n.ranked(item.anomaly_counts!{})[0..*n.most()] as kind>
  ${n.kind(kind.name)}: ${kind.count}
</#list>
<#if n.further(item.anomaly_counts!{}, "readings")?has_content>
  ${n.further(item.anomaly_counts, "readings")}
</#if>

STATISTICS
<#list n.fields(item.statistics!{}) as field>
<#assign s = item.statistics[field]>
<#if s.count gt 0>
${n.name(field)}: mean ${n.number(s.mean)}<#if s.standard_deviation??> ± ${n.number(s.standard_deviation)}</#if> ${n.unit(field)}, ${n.number(s.minimum)} to ${n.number(s.maximum)}<#if (s.percentiles.p50)??>, median ${n.number(s.percentiles.p50)}</#if>
</#if>
</#list>

<#if item.worst?has_content>
FURTHEST OUT
<#list item.worst[0..*5] as reading>
- ${n.inert(reading.user_id)}, ${n.inert(reading.event_time)}: ${reading.labels[0..*n.most()]?map(label -> n.kind(label))?join(", ")} (<#list n.NAMES?keys?filter(field -> reading[field]?? && field != "steps") as field>${n.name(field)} ${n.number(reading[field])}<#sep>, </#list>)
</#list>

</#if>
<#if item.insights?has_content>
INSIGHTS
<#list item.insights as insight>
- ${n.inert(insight)}
</#list>

<#if item.recommendations?has_content>
RECOMMENDATIONS
<#list item.recommendations as recommendation>
- ${n.inert(recommendation)}
</#list>

</#if>
Insights and recommendations were written by a language model<#if (item.model.model_id)??> (${n.inert(item.model.model_id)})</#if>. They are no diagnosis.

</#if>
Analysis:  ${n.place(body.link, item.analysis_bucket, item.analysis_key)}
Manifest:  ${n.place(body.link, item.analysis_bucket, item.manifest_key)}
Correlation id: ${n.id(item.correlation_id)}
