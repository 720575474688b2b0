/** What kind of failure a route has met, for {@code onWhen}: the language {@code failure}. */
package dev.dromedary.function.steps.failure;
