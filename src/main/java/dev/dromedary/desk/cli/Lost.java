package dev.dromedary.desk.cli;

/**
 * An event or a message that a route did not take.
 *
 * @param route id of the route
 * @param sentence why
 */
record Lost(String route, String sentence) {}
