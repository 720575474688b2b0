/** What X-Ray is told of an invocation: a subsegment for each step and each call of AWS. Imports nothing else of ours. */
package dev.dromedary.function.tracing;
