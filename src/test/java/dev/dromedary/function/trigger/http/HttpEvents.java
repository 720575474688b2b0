package dev.dromedary.function.trigger.http;

import dev.dromedary.function.runtime.Events;
import dev.dromedary.function.runtime.Fields;
import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that differ from those in the documentation. */
public final class HttpEvents {

    private HttpEvents() {}

    /** A request that the gateway hands over without having matched it. */
    public static Map<String, Object> request(String method, String path) {
        Map<String, Object> event = Events.event("http-json");
        event.put("routeKey", HttpRequest.DEFAULT);
        event.put("rawPath", path);
        event.put("rawQueryString", "");
        event.put("headers", new LinkedHashMap<>());
        event.remove("queryStringParameters");
        event.remove("cookies");
        event.remove("body");
        context(event, "http").put("method", method);
        return event;
    }

    /** A POST to {@code /pipelines}. */
    public static Map<String, Object> post(String contentType, String body) {
        Map<String, Object> event = request("POST", "/pipelines");
        if (contentType != null) {
            header(event, "content-type", contentType);
        }
        event.put("body", body);
        return event;
    }

    static Map<String, Object> header(Map<String, Object> event, String name, String value) {
        Fields.object(event, "headers").put(name, value);
        return event;
    }

    static Map<String, Object> stage(Map<String, Object> event, String stage) {
        Fields.object(event, "requestContext").put("stage", stage);
        return event;
    }

    /** As a function URL hands it over: the path is percent-encoded. */
    static Map<String, Object> functionUrl(Map<String, Object> event) {
        Fields.object(event, "requestContext").put("domainName", "url-id.lambda-url.us-west-2.on.aws");
        return event;
    }

    private static Map<String, Object> context(Map<String, Object> event, String field) {
        return Fields.object(Fields.object(event, "requestContext"), field);
    }
}
