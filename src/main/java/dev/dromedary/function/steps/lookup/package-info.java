/** Where the lookups of a mapping find their rows: files beside routes, objects, tables. */
package dev.dromedary.function.steps.lookup;
