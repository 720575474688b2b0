/** Amazon Athena as the engine of {@code query:}. */
package dev.dromedary.function.steps.query.athena;
