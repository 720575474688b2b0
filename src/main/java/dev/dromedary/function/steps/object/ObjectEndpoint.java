package dev.dromedary.function.steps.object;

import dev.dromedary.function.steps.Access;
import java.util.List;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.CamelContextHelper;
import org.apache.camel.support.DefaultEndpoint;

/** Look at the S3 object that started the route, and hold keys that come from outside against where they may lie. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "object",
        title = "S3 Object",
        syntax = "object:operation",
        producerOnly = true,
        category = {Category.CLOUD})
public class ObjectEndpoint extends DefaultEndpoint {

    @UriPath(
            description =
                    "head: the body becomes what S3 knows of the object without reading it, a map of bucket, key, id"
                            + " (the SHA-256 of bucket, slash and key as hexadecimal digits) and exists, which is false if the version that was announced is not there; else also of size, etag,"
                            + " version, content_type, storage_class, last_modified and metadata. After a version was deleted it"
                            + " is about the current one; after an object was deleted, S3 is not asked."
                            + " locate: the body becomes the key of an object that an event, a document or an item of a table"
                            + " names, if the key lies where the options say; another one fails the step. With"
                            + " variableReceive the message stays as it is, and the key is in the variable.")
    @Metadata(required = true)
    private Operation operation;

    @UriParam(
            label = "head,locate",
            description = "head: name of the bucket. locate: name of the bucket that objectBucket has to name.")
    private String bucket;

    @UriParam(
            label = "locate",
            description = "locate: the key from outside, an expression such as ${body[manifest_key]}.")
    private String objectKey;

    @UriParam(
            label = "locate",
            description =
                    "locate: the bucket that stands beside the key, an expression such as ${body[bucket]}. Not set:"
                            + " nothing names a bucket but the route.")
    private String objectBucket;

    @UriParam(
            label = "locate",
            description =
                    "locate: what the key has to begin with; several are separated by commas, and one of them is enough.")
    private String prefix;

    @UriParam(
            label = "locate",
            defaultValue = "",
            description =
                    "locate: what the key has to end with; several are separated by commas, and one of them is enough.")
    private String suffix = "";

    /** What the step does. */
    public enum Operation implements Access.Declared {
        /** Asks S3 about the object. */
        head(Access.object("bucket", "s3:GetObject", "s3:GetObjectVersion")),
        /** Holds a key from outside against where it may lie. */
        locate;

        private final List<Access> accesses;

        Operation(Access... accesses) {
            this.accesses = List.of(accesses);
        }

        @Override
        public List<Access> accesses() {
            return accesses;
        }
    }

    ObjectEndpoint(String uri, ObjectComponent component) {
        super(uri, component);
    }

    void check() {
        switch (operation) {
            case head -> need("bucket", bucket);
            case locate -> {
                need("objectKey", objectKey);
                need("prefix", prefix);
                if (objectBucket != null) {
                    need("bucket", bucket);
                }
            }
        }
    }

    private void need(String option, String value) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("object:" + operation + " needs the option " + option);
        }
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case head -> new HeadProducer(this);
            case locate -> new LocateProducer(this);
        };
    }

    @Override
    public Consumer createConsumer(Processor processor) {
        throw new UnsupportedOperationException(
                "object:" + operation + " is a step; a route begins with lambda-s3 instead");
    }

    /** The one client of a kind, looked for when a message comes: a function gets its clients late. */
    <T> T client(Class<T> type) {
        return CamelContextHelper.mandatoryFindSingleByType(getCamelContext(), type);
    }

    public Operation getOperation() {
        return operation;
    }

    public void setOperation(Operation operation) {
        this.operation = operation;
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

    public String getSuffix() {
        return suffix;
    }

    public void setSuffix(String suffix) {
        this.suffix = suffix;
    }
}
