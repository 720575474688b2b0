package dev.dromedary.desk.cloud.s3;

/**
 * What a finished body is to become.
 *
 * @param etag without quotes
 * @param reason the S3 operation, as an event names it
 */
record NewObject(String key, ObjectHeaders headers, String etag, WriteCondition condition, String reason) {}
