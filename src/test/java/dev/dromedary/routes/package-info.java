/** The routes as they are in {@code routes/}, run on the embedded cloud. */
package dev.dromedary.routes;
