/** Measurements; what they came to stands in {@code bench/}. */
package dev.dromedary.bench;
