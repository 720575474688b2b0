/** Joins objects that refer to each other, and counts and sums up: the {@code rollup:} component. */
package dev.dromedary.function.steps.rollup;
