package dev.dromedary.function.trigger.direct;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.LambdaEndpoint;
import dev.dromedary.function.runtime.Replying;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriPath;

/** Start a route when its Lambda function is called, and hand the caller what the route leaves as its body. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaDirectEndpoint.SCHEME,
        title = "AWS Lambda by a call",
        syntax = "lambda-direct:name",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaDirectEndpoint extends LambdaEndpoint implements Replying {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-direct";

    @UriPath(description = "Name of what is called, for people; callers name the route.")
    @Metadata(required = true)
    private String name;

    LambdaDirectEndpoint(String uri, LambdaDirectComponent component, String name) {
        super(uri, component);
        this.name = name;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected void check() {
        super.check();
        requireName(name, "a name");
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return Envelope.whole(event);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> document) {
        return List.of(DirectCall.read(document).arrival());
    }

    @Override
    public Map<String, Object> sample() {
        return new DirectCall("sample", "sample", Map.of()).document();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
