/** The commands. */
package dev.dromedary.desk.cli;
