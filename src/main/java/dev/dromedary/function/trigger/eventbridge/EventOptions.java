package dev.dromedary.function.trigger.eventbridge;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which events count, and what they are about. */
@UriParams
public final class EventOptions {

    @UriParam(label = "event", description = "Source of the events.")
    private String source;

    @UriParam(label = "event", description = "Detail-type of the events.")
    private String detailType;

    @UriParam(
            label = "event",
            description =
                    "File with an EventBridge event pattern for all that source and detailType can't say, relative "
                            + "to the routes folder.")
    private String pattern;

    @UriParam(
            label = "event",
            defaultValue = "key",
            description = "Field of the event's detail that holds the key of the object that the event is about; its "
                    + "bucket, etag and sequencer are in the fields of these names. An event without it stands for "
                    + "itself.")
    private String keyField = "key";

    public String getSource() {
        return source;
    }

    public void setSource(String source) {
        this.source = source;
    }

    public String getDetailType() {
        return detailType;
    }

    public void setDetailType(String detailType) {
        this.detailType = detailType;
    }

    public String getPattern() {
        return pattern;
    }

    public void setPattern(String pattern) {
        this.pattern = pattern;
    }

    public String getKeyField() {
        return keyField;
    }

    public void setKeyField(String keyField) {
        this.keyField = keyField;
    }
}
