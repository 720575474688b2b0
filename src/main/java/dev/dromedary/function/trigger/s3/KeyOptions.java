package dev.dromedary.function.trigger.s3;

import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** Which keys of a bucket count. */
@UriParams
public final class KeyOptions {

    @UriParam(label = "keys", defaultValue = "", description = "What the keys of objects begin with.")
    private String prefix = "";

    @UriParam(
            label = "keys",
            defaultValue = "",
            description =
                    "What the keys of objects end with; several are separated by commas, and one of them is enough.")
    private String suffix = "";

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
