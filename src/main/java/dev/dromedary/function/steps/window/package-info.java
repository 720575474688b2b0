/** Figures over windows of event time, kept as records of a stream come: the {@code window:} component. */
package dev.dromedary.function.steps.window;
