package dev.dromedary.function.steps;

import java.util.List;

/**
 * What a step calls in AWS, declared beside the step's name, so that permissions can be derived from routes. A step that
 * calls more than it declares is refused by AWS.
 *
 * @param target what it calls
 * @param resource the option that names the bucket, the table, the bus or the sender
 * @param names options that name the objects' keys, as simple expressions, the index, or source and detail-type; empty for a whole table
 * @param actions IAM actions such as {@code s3:PutObject}
 */
public record Access(Target target, String resource, List<String> names, List<String> actions) {

    /** What a step calls. */
    public enum Target {
        /** Objects that it writes. */
        OBJECT,
        /** The object whose key is in the header {@code CamelAwsS3Key}, or in an option. */
        READ_OBJECT,
        /** Objects that are read, by what their keys begin with. */
        READ_OBJECTS,
        /** Objects that are listed, by what their keys begin with. */
        LISTING,
        /** A queue, whose name or URL the option holds. */
        QUEUE,
        /** A stream that records are put in; the option may be absent. */
        STREAM,
        /** A delivery stream that records are put in; the option may be absent. */
        DELIVERY_STREAM,
        /** An event bus; the options that name source and detail-type say which events. */
        BUS,
        /** A table. */
        TABLE,
        /** An index of a table. */
        INDEX,
        /** The function of another route. */
        FUNCTION,
        /** The state machine of a workflow, or its executions. */
        WORKFLOW,
        /** Nothing; it makes a MIME message, and says who sends it. */
        SENDER,
        /** Nothing; it says who gets the MIME message. */
        RECIPIENTS
    }

    /** Objects that are put whole: the options that name the bucket and the key. */
    public static Access put(String bucket, String key) {
        return new Access(Target.OBJECT, bucket, List.of(key), List.of("s3:PutObject"));
    }

    /**
     * Objects that are written as streams: uploaded in parts, which are taken back on failure; looked at, if the reply to
     * the last call is lost; and deleted, where an earlier version has left one that is no longer true. The options name the
     * bucket and the keys.
     */
    public static Access stream(String bucket, String... keys) {
        return new Access(
                Target.OBJECT,
                bucket,
                List.of(keys),
                List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject"));
    }

    /**
     * Objects that are put whole or in parts, which are taken back on failure; looked at, if the reply to the last call is lost: the
     * options that name the bucket and the key.
     */
    public static Access parts(String bucket, String key) {
        return new Access(
                Target.OBJECT,
                bucket,
                List.of(key),
                List.of("s3:PutObject", "s3:AbortMultipartUpload", "s3:GetObject"));
    }

    /** Objects that are read: the options that name the bucket and what the keys begin with. */
    public static Access below(String bucket, String prefix) {
        return new Access(Target.READ_OBJECTS, bucket, List.of(prefix), List.of("s3:GetObject"));
    }

    /** Objects that are listed: the options that name the bucket and what the keys begin with. */
    public static Access listing(String bucket, String prefix) {
        return new Access(Target.LISTING, bucket, List.of(prefix), List.of("s3:ListBucket"));
    }

    /** A table: the option that names it, and what is done with its items. */
    public static Access table(String table, String... actions) {
        return new Access(Target.TABLE, table, List.of(), List.of(actions));
    }

    /** An index that is queried: the options that name the table and the index. */
    public static Access query(String table, String index) {
        return new Access(Target.INDEX, table, List.of(index), List.of("dynamodb:Query"));
    }

    /** The object that the headers name, one of its versions too: the option that names the bucket, and what is done. */
    public static Access object(String bucket, String... actions) {
        return new Access(Target.READ_OBJECT, bucket, List.of(), List.of(actions));
    }

    /** A queue that messages are sent to: the option that holds its name or its URL. */
    public static Access queue(String queue) {
        return new Access(Target.QUEUE, queue, List.of(), List.of("sqs:SendMessage"));
    }

    /** A stream that records are put in: the option that holds its name or its ARN, if it is set. */
    public static Access records(String stream) {
        return new Access(Target.STREAM, stream, List.of(), List.of("kinesis:PutRecords"));
    }

    /** A delivery stream that records are put in: the option that holds its name or its ARN, if it is set. */
    public static Access delivery(String stream) {
        return new Access(Target.DELIVERY_STREAM, stream, List.of(), List.of("firehose:PutRecordBatch"));
    }

    /**
     * An event bus that events are put on: the options that hold its name or ARN, who tells and what has happened, the last two
     * simple expressions.
     */
    public static Access events(String bus, String source, String detailType) {
        return new Access(Target.BUS, bus, List.of(source, detailType), List.of("events:PutEvents"));
    }

    /** The function of another route: the option that holds the route's id. */
    public static Access function(String route) {
        return new Access(Target.FUNCTION, route, List.of(), List.of("lambda:InvokeFunction"));
    }

    /** The state machine of a workflow, or its executions: the option that holds the route's id. */
    public static Access workflow(String route, String action) {
        return new Access(Target.WORKFLOW, route, List.of(), List.of(action));
    }

    /** The sender of a mail: the option that holds the address. */
    public static Access sender(String from) {
        return new Access(Target.SENDER, from, List.of(), List.of());
    }

    /** Who gets a mail: the option that holds the addresses, separated by commas. */
    public static Access recipients(String to) {
        return new Access(Target.RECIPIENTS, to, List.of(), List.of());
    }
}
