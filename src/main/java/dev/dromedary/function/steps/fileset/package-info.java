/** Objects that belong together, such as the files of one day, and come one by one: the {@code fileset:} component. */
package dev.dromedary.function.steps.fileset;
