/** SELECTs over objects in S3: the {@code query:} component. An engine is a class of {@link dev.dromedary.function.steps.query.QueryEngine}. */
package dev.dromedary.function.steps.query;
