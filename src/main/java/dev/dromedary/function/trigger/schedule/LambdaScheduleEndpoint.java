package dev.dromedary.function.trigger.schedule;

import dev.dromedary.function.runtime.Arrival;
import dev.dromedary.function.runtime.AsynchronousEndpoint;
import dev.dromedary.function.runtime.Envelope;
import dev.dromedary.function.trigger.envelope.EventEnvelope;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Start a route as a Lambda function when a time has come. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = LambdaScheduleEndpoint.SCHEME,
        title = "AWS Lambda by EventBridge Scheduler",
        syntax = "lambda-schedule:name",
        consumerOnly = true,
        category = {Category.CLOUD, Category.SERVERLESS})
public final class LambdaScheduleEndpoint extends AsynchronousEndpoint {

    /** How the trigger's URIs begin. */
    public static final String SCHEME = "lambda-schedule";

    @UriPath(description = "Name of the schedule, for people; the schedule that is deployed is called after the route.")
    @Metadata(required = true)
    private String name;

    @UriParam(
            description = "When the route starts, an expression of EventBridge Scheduler such as cron(…), rate(1"
                    + " day) or at(2026-11-20T13:00:00).")
    @Metadata(required = true)
    private String expression;

    @UriParam(defaultValue = "UTC", description = "Time zone of the expression, an IANA name such as Europe/Berlin.")
    private String timeZone = "UTC";

    LambdaScheduleEndpoint(String uri, LambdaScheduleComponent component, String name) {
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
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException(
                    SCHEME + " needs the option expression, such as cron(0 7 * * ? *) or rate(1 day)");
        }
        ScheduleExpression.parse(expression);
        // The JDK has names of its own beside those of IANA, and offsets, which Scheduler does not know.
        if (timeZone.startsWith("SystemV/") || !ZoneId.getAvailableZoneIds().contains(timeZone)) {
            throw new IllegalArgumentException("The option timeZone of " + SCHEME + " is \"" + timeZone
                    + "\"; it has to be the IANA name of a time zone, such as Europe/Berlin or UTC");
        }
    }

    @Override
    public Envelope open(Map<String, Object> event) {
        return EventEnvelope.open(event);
    }

    @Override
    public List<Arrival> arrivals(Map<String, Object> document) {
        return ScheduleReader.arrivals(document);
    }

    @Override
    public Map<String, Object> sample() {
        return ScheduleReader.sample();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getExpression() {
        return expression;
    }

    public void setExpression(String expression) {
        this.expression = expression;
    }

    public String getTimeZone() {
        return timeZone;
    }

    public void setTimeZone(String timeZone) {
        // Camel reads a plus as a blank, which no name of a time zone has: Etc/GMT+5.
        this.timeZone = timeZone.replace(' ', '+');
    }
}
