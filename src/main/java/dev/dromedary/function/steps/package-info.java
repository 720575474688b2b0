/** The Camel components that routes name; thin, they join {@code records} to Camel. */
package dev.dromedary.function.steps;
