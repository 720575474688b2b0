<#import "names.ftl" as n>
<#assign readings = 0 rejected = 0 out = 0 unknown = 0>
<#list body.analyses as a><#assign out += a.item.anomalous_records><#if n.matches(a.manifest!{}, a.item)><#assign readings += a.manifest.counts.input rejected += a.manifest.counts.rejected><#else><#assign unknown += 1></#if></#list>
HEALTH READINGS: THE LAST DAY

${body.analyses?size} analyses that no mail was sent about.
Readings ${readings}, rejected ${rejected}, out of range ${out}.
<#if unknown gt 0>
Readings and rejected are without ${unknown} files, whose manifests are no longer there.
</#if>
<#if (body.left!0) gt 0>
${body.left} more are not in this mail.
</#if>

<#list body.analyses as a>
${n.inert(a.item.source_name)}
  ${a.item.anomalous_records} of ${a.item.records_analyzed} readings are out of range
<#if a.item.summary??>
  ${n.inert(a.item.summary)}
</#if>
  ${n.place(a.link, a.item.analysis_bucket, a.item.analysis_key)}

</#list>
