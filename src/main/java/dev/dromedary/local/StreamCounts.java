package dev.dromedary.local;

/**
 * What became of the records that a route has read from a stream.
 *
 * @param route id of the route
 * @param stream name of the stream
 * @param processed records that the route has worked on
 * @param givenUp records that failed as often as they may
 * @param place where those are kept: {@code s3://<bucket>/aws/lambda/…/} or a file
 */
public record StreamCounts(String route, String stream, long processed, long givenUp, String place) {}
