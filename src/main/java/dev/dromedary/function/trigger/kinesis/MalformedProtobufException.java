package dev.dromedary.function.trigger.kinesis;

/** Bytes are no protocol buffer of the kind that is read. */
final class MalformedProtobufException extends RuntimeException {}
