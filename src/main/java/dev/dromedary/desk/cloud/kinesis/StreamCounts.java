package dev.dromedary.desk.cloud.kinesis;

import java.util.List;

/**
 * What became of the records that a route has read from a stream.
 *
 * @param route id of the route
 * @param stream name of the stream
 * @param processed records that the route has worked on
 * @param givenUp records that failed as often as they may
 * @param reasons why records were given up: the partition key of the first of them, a colon and a sentence; the first few
 * @param place where those are kept: {@code s3://<bucket>/aws/lambda/…/} or a file
 */
public record StreamCounts(
        String route, String stream, long processed, long givenUp, List<String> reasons, String place) {}
