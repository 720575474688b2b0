/** Pure data work: rows, schema, validation, writing. Knows neither Camel nor AWS. */
package dev.dromedary.records;
