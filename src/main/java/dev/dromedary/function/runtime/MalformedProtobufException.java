package dev.dromedary.function.runtime;

/** Bytes are no protocol buffer of the kind that is read. */
final class MalformedProtobufException extends RuntimeException {}
