package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Answering;
import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.BodyFormat;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.runtime.Invocation;
import dev.dromedary.function.runtime.LambdaEndpoint;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.Category;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when a request comes to an HTTP API or a function URL. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaHttpEndpoint.SCHEME,
        title = "AWS Lambda by HTTP",
        syntax = "lambda-http:path",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaHttpEndpoint extends LambdaEndpoint implements Answering {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-http";

    @UriPath(
            description =
                    "Path of the requests, such as /pipelines or /pipelines/{id}. What stands for {id} becomes the header id; {path+} at the end stands for all that is left.")
    @Metadata(required = true)
    private String path;

    @UriParam(description = "Method of the requests: GET, HEAD, POST, PUT, PATCH or DELETE.")
    @Metadata(required = true)
    private String method;

    @UriParam(
            label = "function",
            defaultValue = "iam",
            description =
                    "Who may call. iam: who has the permission, with signed requests. jwt: who has a token. none: "
                            + "everyone.")
    private Authorization authorization = Authorization.iam;

    @UriParam(
            label = "function",
            description =
                    "Origins whose pages may read the responses, such as https://example.com, separated by commas, "
                            + "or * for all. Not set: none.")
    private String cors;

    @UriParam(
            defaultValue = HttpOptions.JSON,
            description =
                    "Content types that a request's body may have, separated by commas. The body is parsed if it is "
                            + "JSON (a map or list), a text if its type begins with text/, and else bytes.")
    private String consumes = HttpOptions.JSON;

    @UriParam(
            description =
                    "What the body is: text, json (parsed) or bytes. Not set: as its content type says. With text, steps "
                            + "that pass the body on, such as aws2-sqs, pass on what came.")
    private BodyFormat format;

    @UriParam(defaultValue = "1048576", description = "Bytes that a request's body may have, 1 to 6291456.")
    private int maximumBody = 1048576;

    @UriParam(
            label = "function",
            description =
                    "JSON Schema of the query parameters, as of an object, relative to the routes folder. It tells callers of"
                            + " them (plan --openapi); the route looks at them itself. Not set: those that the route reads, as texts.")
    private String querySchema;

    @UriParam(
            label = "function",
            description =
                    "JSON Schema of the body that the route leaves, relative to the routes folder. It tells callers of it"
                            + " (plan --openapi). Not set: anything.")
    private String responseSchema;

    /** Who may send requests. */
    public enum Authorization {
        /** Who has the permission in IAM. */
        iam,
        /** Who has a JSON Web Token. */
        jwt,
        /** Everyone. */
        none
    }

    private HttpRoute route;

    LambdaHttpEndpoint(String uri, LambdaHttpComponent component, String path) {
        super(uri, component);
        setPath(path);
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    protected int usualTimeout() {
        return HttpOptions.MAXIMUM_TIMEOUT;
    }

    @Override
    protected void check() {
        super.check();
        requireRange("maximumBody", maximumBody, 1, HttpOptions.MAXIMUM_PAYLOAD);
        route = HttpOptions.check(this);
    }

    /** Which requests the route serves. */
    public HttpRoute route() {
        return route;
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return new Envelope(() -> false, Envelope.isEmpty(event) ? List.of() : List.of(Envelope.Item.of(event)));
    }

    @Override
    public Map<String, Object> answer(
            Map<String, Object> event,
            Invocation invocation,
            Function<Arrival, Exchange> runs,
            Consumer<Exchange> release) {
        return new HttpConversation(this, runs).answer(event, invocation, release);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> document) {
        return HttpReader.arrivals(this, document);
    }

    @Override
    public Map<String, Object> sample() {
        return HttpReader.sample(this);
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        // Camel reads a plus as a blank, which stands at no such place: {path+}.
        this.path = path.replace(" }", "+}");
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public Authorization getAuthorization() {
        return authorization;
    }

    public void setAuthorization(Authorization authorization) {
        this.authorization = authorization;
    }

    public String getCors() {
        return cors;
    }

    public void setCors(String cors) {
        this.cors = cors;
    }

    public String getConsumes() {
        return consumes;
    }

    public void setConsumes(String consumes) {
        // Camel reads a plus as a blank: application/problem+json. One behind a comma is none.
        this.consumes = consumes.strip().replaceAll("(?<=[^,\\s]) (?=[^,\\s])", "+");
    }

    public BodyFormat getFormat() {
        return format;
    }

    public void setFormat(BodyFormat format) {
        this.format = format;
    }

    public String getQuerySchema() {
        return querySchema;
    }

    public void setQuerySchema(String querySchema) {
        this.querySchema = querySchema;
    }

    public String getResponseSchema() {
        return responseSchema;
    }

    public void setResponseSchema(String responseSchema) {
        this.responseSchema = responseSchema;
    }

    public int getMaximumBody() {
        return maximumBody;
    }

    public void setMaximumBody(int maximumBody) {
        this.maximumBody = maximumBody;
    }
}
