/** What a route keeps of the S3 objects that start it: the {@code object:} component. */
package dev.dromedary.function.steps.object;
