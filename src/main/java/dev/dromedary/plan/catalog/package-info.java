/** What pipelines write, as tables of the Glue Data Catalog, which Athena and whatever uses it query. */
package dev.dromedary.plan.catalog;
