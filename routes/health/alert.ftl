<#import "names.ftl" as n>
The file s3://${n.id(body.bucket)}/${n.id(body.source_key)} can't be used: ${n.inert(body.error.message)?remove_ending(".")} (${n.kind(body.error.reason)}).<#if body.manifest_key??> What became of it stands in s3://${n.id(body.bucket)}/${n.id(body.manifest_key)}.</#if> Correct the file and upload it again.<#rt>
