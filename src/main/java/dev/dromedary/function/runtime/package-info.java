/** How a route runs as a Lambda: the {@code lambda:} component and the function handler. */
package dev.dromedary.function.runtime;
