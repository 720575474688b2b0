/** What CloudWatch makes of a function's output. */
package dev.dromedary.function.metrics;
