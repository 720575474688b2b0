/**
 * A trigger that AWS does not have, to hold what CONTRIBUTING says: a new trigger is an endpoint with its component, a class
 * for the plan and one for the desk, and three lines under {@code META-INF}. Nothing else names it.
 */
package dev.dromedary.fake;
