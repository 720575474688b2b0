/** Calls of other routes by a workflow: the {@code lambda:} component. */
package dev.dromedary.function.steps.invoke;
