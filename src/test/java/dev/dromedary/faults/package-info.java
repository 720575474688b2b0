/** Faults, kills and clocks that differ, at every call to AWS of every route that has a test beside it. */
package dev.dromedary.faults;
