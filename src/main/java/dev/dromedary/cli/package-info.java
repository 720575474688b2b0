/** The commands. */
package dev.dromedary.cli;
