/** What functions measure, between the steps that count and the invocation that writes the sums. Knows nothing else of ours. */
package dev.dromedary.function.metrics;
