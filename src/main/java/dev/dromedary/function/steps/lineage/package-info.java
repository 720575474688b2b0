/** What runs tell of where data has come from and what has become of it: OpenLineage. */
package dev.dromedary.function.steps.lineage;
