/** A page of a running pipeline for a browser on the same machine: what a person sees, and what they may do. */
package dev.dromedary.desk.console;
