# The Glue Data Catalog: a database for each pipeline that writes what Athena reads, and the workgroup that queries it.

locals {
  catalogs = { for pipeline, each in try(local.plan.catalog, {}) : pipeline => merge({ tables = {} }, each) }

  catalog_tables = merge([for pipeline, catalog in local.catalogs : {
    for name, table in catalog.tables : "${pipeline}.${name}" => merge(
      { pipeline = pipeline, partitions = [], properties = {}, description = null, delimiter = "," }, table
    )
  }]...)

  # By which classes Athena reads a format: https://docs.aws.amazon.com/athena/latest/ug/supported-serdes.html
  catalog_formats = {
    parquet = {
      classification = "parquet"
      input          = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat"
      output         = "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat"
      library        = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe"
      table          = {}
    }
    csv = {
      classification = "csv"
      input          = "org.apache.hadoop.mapred.TextInputFormat"
      output         = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
      library        = "org.apache.hadoop.hive.serde2.OpenCSVSerde"
      table          = { "skip.header.line.count" = "1" }
    }
    ndjson = {
      classification = "json"
      input          = "org.apache.hadoop.mapred.TextInputFormat"
      output         = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat"
      library        = "org.openx.data.jsonserde.JsonSerDe"
      table          = {}
    }
    # Ion is JSON and more, and its SerDe takes objects over several lines.
    document = {
      classification = "ion"
      input          = "com.amazon.ionhiveserde.formats.IonInputFormat"
      output         = "com.amazon.ionhiveserde.formats.IonOutputFormat"
      library        = "com.amazon.ionhiveserde.IonHiveSerDe"
      table          = {}
    }
  }
}

resource "aws_glue_catalog_database" "this" {
  for_each = local.catalogs

  name        = each.value.database
  description = "What the pipeline ${each.key} writes in ${local.environment}"
}

resource "aws_glue_catalog_table" "this" {
  for_each = local.catalog_tables

  database_name = aws_glue_catalog_database.this[each.value.pipeline].name
  name          = each.value.name
  description   = each.value.description
  table_type    = "EXTERNAL_TABLE"
  parameters = merge(
    { EXTERNAL = "TRUE", classification = local.catalog_formats[each.value.format].classification },
    local.catalog_formats[each.value.format].table,
    each.value.properties,
  )

  storage_descriptor {
    location      = "s3://${each.value.bucket}/${each.value.folder}"
    input_format  = local.catalog_formats[each.value.format].input
    output_format = local.catalog_formats[each.value.format].output

    ser_de_info {
      serialization_library = local.catalog_formats[each.value.format].library
      parameters            = each.value.format == "csv" ? { separatorChar = each.value.delimiter, quoteChar = "\"", escapeChar = "\u0000" } : {}
    }

    dynamic "columns" {
      for_each = each.value.columns
      content {
        name    = columns.value.name
        type    = columns.value.type
        comment = try(columns.value.comment, null)
      }
    }
  }

  dynamic "partition_keys" {
    for_each = each.value.partitions
    content {
      name    = partition_keys.value.name
      type    = partition_keys.value.type
      comment = try(partition_keys.value.comment, null)
    }
  }
}

resource "aws_athena_workgroup" "this" {
  for_each = local.catalogs

  name          = each.value.workgroup
  description   = "Queries what the pipeline ${each.key} writes"
  state         = "ENABLED"
  force_destroy = !var.protect_data

  configuration {
    # No query of it goes elsewhere, or reads more.
    enforce_workgroup_configuration    = true
    publish_cloudwatch_metrics_enabled = true
    bytes_scanned_cutoff_per_query     = each.value.scanLimit

    engine_version {
      selected_engine_version = "Athena engine version 3"
    }

    result_configuration {
      output_location = "s3://${each.value.resultsBucket}/${each.value.resultsFolder}"

      encryption_configuration {
        encryption_option = var.kms_key_arn == null ? "SSE_S3" : "SSE_KMS"
        kms_key_arn       = var.kms_key_arn
      }
    }
  }
}

# A query for each table to begin with; the console lists them.
resource "aws_athena_named_query" "this" {
  for_each = local.catalog_tables

  name      = each.value.name
  workgroup = aws_athena_workgroup.this[each.value.pipeline].id
  database  = aws_glue_catalog_database.this[each.value.pipeline].name
  query     = each.value.query
}
