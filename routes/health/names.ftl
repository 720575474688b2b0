<#-- How the mail calls the fields, and how it shows numbers. -->
<#assign NAMES = {
  "heart_rate": "Heart rate",
  "spo2": "SpO2",
  "temp_c": "Temperature",
  "systolic_bp": "Systolic pressure",
  "diastolic_bp": "Diastolic pressure",
  "steps": "Steps"
}>
<#assign UNITS = {
  "heart_rate": "bpm",
  "spo2": "%",
  "temp_c": "°C",
  "systolic_bp": "mmHg",
  "diastolic_bp": "mmHg",
  "steps": ""
}>
<#function name field><#return NAMES[field]!field></#function>
<#function unit field><#return UNITS[field]!""></#function>
<#-- The fields of a map in the order above; DynamoDB keeps none. -->
<#function fields map><#return NAMES?keys?filter(field -> map[field]??) + map?keys?filter(field -> !(NAMES[field]??))?sort></#function>
<#-- Whether a manifest is that of an item: the file may have been replaced since, its manifest have expired, or be a list. -->
<#function matches manifest item><#return !manifest?is_sequence && (manifest.correlation_id!"") == item.correlation_id && manifest.counts??></#function>
<#-- How many kinds are listed, of rejected rows and of readings out of range: health.mail.kinds. A manifest may hold thousands. -->
<#function most><#return ((.data_model.variables.kinds)!10)?number></#function>
<#-- Counts by name, the largest first. -->
<#function ranked counts><#return counts?keys?sort?map(key -> {"name": key, "count": counts[key]})?sort_by("count")?reverse></#function>
<#-- What is left of the counts beyond those that are listed, as a sentence; empty if nothing is. -->
<#function further counts what>
<#if counts?size <= most()><#return ""></#if>
<#assign rest = 0>
<#list ranked(counts)[most()..] as each><#assign rest += each.count></#list>
<#return "and " + (counts?size - most())?string[",##0"] + " further kinds, " + rest?string[",##0"] + " " + what>
</#function>
<#function number value><#if value?is_number><#return value?string[",##0.##"]></#if><#return value></#function>
<#function share part whole><#if whole == 0><#return "0 %"></#if><#return (100 * part / whole)?string["0.#"] + " %"></#function>
<#-- On one line, so that it can't look like another part of the mail, and without marks that turn text around. -->
<#function plain value><#return value?string?replace("[\\p{Cc}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ", "r")></#function>
<#-- No text in a mail is longer; in whole characters. -->
<#assign LONGEST = 2000>
<#assign LONGEST_NAME = 100>
<#function cut value longest><#return value?replace("^(.{" + longest?c + "}).+$", "$1…", "r")></#function>
<#-- The name of a kind, which may be made of data. -->
<#function kind value><#return inert(cut(plain(value), LONGEST_NAME))></#function>
<#-- Text from data or model: mail programs make links of what looks like one; an invisible space keeps them from it. -->
<#function inert value><#return cut(plain(value), LONGEST)?replace("([.:/@])(?=[\\p{L}/])", "$1\x200B", "r")></#function>
<#-- The same for what people copy, such as an id: as few invisible spaces as will do. -->
<#function id value><#return plain(value)?replace("(://|www\\.)", "$1\x200B", "r")></#function>
<#-- Where a stored document can be looked at. -->
<#function place link bucket key><#return link?replace("BUCKET", bucket?url("UTF-8"))?replace("KEY", key?url("UTF-8"))></#function>
