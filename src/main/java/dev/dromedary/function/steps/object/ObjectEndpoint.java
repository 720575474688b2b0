package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Look at the S3 object that started the route, and hold keys that come from outside against where they may lie. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "object",
        title = "S3 Object",
        syntax = "object:operation",
        producerOnly = true,
        category = {Category.CLOUD})
public class ObjectEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "head: the body becomes what S3 knows of the object without reading it, a map of bucket, key, id"
                            + " (the SHA-256 of bucket, slash and key as hexadecimal digits) and exists, which is false if the version that was announced is not there; else also of size, etag,"
                            + " version, content_type, storage_class, last_modified and metadata. After a version was deleted it"
                            + " is about the current one; after an object was deleted, S3 is not asked."
                            + " locate: the body becomes the key of an object that an event, a document or an item of a table"
                            + " names, if the key lies where the options say; another one fails the step. With"
                            + " variableReceive the message stays as it is, and the key is in the variable."
                            + " partitions: the body becomes a list of the partitions below the prefix in which an object was"
                            + " written lately, such as year=2026/month=01/day=05, in alphabetical order."
                            + " copy: the object that the headers name is copied within its bucket, in the version of the header"
                            + " CamelAwsS3ETag, if it is set; a large one in parts, side by side, as S3 copies no more than 5 GiB"
                            + " at once. The message stays as it is.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            label = "head,locate,partitions,copy",
            description =
                    "head, partitions, copy: name of the bucket. locate: name of the bucket that objectBucket has to name.")
    private String bucket;

    @UriParam(
            label = "locate",
            description = "locate: the key from outside, an expression, such as one that reads an entry of the body.")
    private String objectKey;

    @UriParam(
            label = "locate",
            description = "locate: the bucket that stands beside the key, an expression. Not set:"
                    + " nothing names a bucket but the route.")
    private String objectBucket;

    @UriParam(
            label = "locate,partitions",
            description =
                    "locate: what the key has to begin with; several are separated by commas, and one of them is enough."
                            + " partitions: what the keys begin with.")
    private String prefix;

    @UriParam(
            label = "partitions",
            description =
                    "partitions: within how many seconds before now, or before the time for which the run was scheduled, an object"
                            + " was written.")
    private Long within;

    @UriParam(
            label = "locate",
            defaultValue = "",
            description =
                    "locate: what the key has to end with; several are separated by commas, and one of them is enough.")
    private String suffix = "";

    @UriParam(label = "copy", description = "copy: the key of the copy, a simple expression.")
    private String destinationKey;

    @UriParam(
            label = "copy",
            description =
                    "copy: how many bytes the object has, an expression. Not set, or nothing: it is copied at once.")
    private String size = "";

    @UriParam(
            label = "copy",
            defaultValue = "5368709120",
            description = "copy: how many bytes are copied at once; a larger object is copied in parts. At most 5 GiB.")
    private long largestCopy = PartsCopy.LARGEST_COPY;

    @UriParam(
            label = "copy",
            defaultValue = "536870912",
            description = "copy: bytes of a part, 5 MiB at the least; more, if there would be more than 10,000 parts.")
    private long partBytes = PartsCopy.PART_BYTES;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES = Map.of(
            Operation.head, List.of(Access.object("bucket", "s3:GetObject", "s3:GetObjectVersion")),
            Operation.copy, List.of(Access.object("bucket", "s3:GetObject"), Access.parts("bucket", "destinationKey")),
            Operation.partitions, List.of(Access.listing("bucket", "prefix")));

    /** What the step does. */
    public enum Operation {
        head,
        locate,
        partitions,
        copy
    }

    ObjectEndpoint(String uri, ObjectComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        switch (operation) {
            case head -> require("bucket", bucket);
            case partitions -> {
                require("bucket", bucket);
                require("prefix", prefix);
                require("within", within == null ? null : within.toString());
            }
            case copy -> {
                require("bucket", bucket);
                require("destinationKey", destinationKey);
                PartsCopy.check(largestCopy, partBytes);
            }
            case locate -> {
                require("objectKey", objectKey);
                require("prefix", prefix);
                if (objectBucket != null) {
                    require("bucket", bucket);
                }
            }
        }
    }

    @Override
    protected String beginning() {
        return "a route begins with lambda-s3 instead";
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case head -> new HeadProducer(this);
            case locate -> new LocateProducer(this);
            case partitions -> producer(new PartitionsProducer(this));
            case copy -> producer(new CopyProducer(this));
        };
    }

    public String getBucket() {
        return bucket;
    }

    public void setBucket(String bucket) {
        this.bucket = bucket;
    }

    public String getObjectKey() {
        return objectKey;
    }

    public void setObjectKey(String objectKey) {
        this.objectKey = objectKey;
    }

    public String getObjectBucket() {
        return objectBucket;
    }

    public void setObjectBucket(String objectBucket) {
        this.objectBucket = objectBucket;
    }

    public String getPrefix() {
        return prefix;
    }

    public void setPrefix(String prefix) {
        this.prefix = prefix;
    }

    public Long getWithin() {
        return within;
    }

    public void setWithin(Long within) {
        this.within = within;
    }

    public String getSuffix() {
        return suffix;
    }

    public void setSuffix(String suffix) {
        this.suffix = suffix;
    }

    public String getDestinationKey() {
        return destinationKey;
    }

    public void setDestinationKey(String destinationKey) {
        this.destinationKey = destinationKey;
    }

    public String getSize() {
        return size;
    }

    public void setSize(String size) {
        this.size = size;
    }

    public long getLargestCopy() {
        return largestCopy;
    }

    public void setLargestCopy(long largestCopy) {
        this.largestCopy = largestCopy;
    }

    public long getPartBytes() {
        return partBytes;
    }

    public void setPartBytes(long partBytes) {
        this.partBytes = partBytes;
    }
}
