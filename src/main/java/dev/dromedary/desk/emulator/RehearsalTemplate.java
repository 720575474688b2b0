package dev.dromedary.desk.emulator;

import dev.dromedary.function.steps.invoke.InvokeEndpoint;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plan as a template of CloudFormation, for MiniStack: with the names and settings that terraform/ gives on AWS, as far as MiniStack
 * heeds them. docs/rehearsing.md says what differs, and how that is known.
 */
final class RehearsalTemplate {

    /** MiniStack keeps what a function does with an event that is handed over at this version only, and no alias's. */
    private static final String NEWEST = "$LATEST";

    private final Part plan;
    private final Names names;
    private final URI endpoint;
    private final Map<String, Map<String, Object>> code;
    private final String handOver;
    private final Template template = new Template();

    /**
     * A template to be made.
     *
     * @param plan the plan's document
     * @param names what it leaves open
     * @param endpoint where MiniStack is, as functions reach it
     * @param code bucket and key of each package's zip, as CloudFormation names them; the ordinary one has no name
     * @param handOver ARN of what hands events over to functions; see {@link Rehearsal}
     */
    RehearsalTemplate(Part plan, Names names, URI endpoint, Map<String, Map<String, Object>> code, String handOver) {
        this.plan = plan;
        this.names = names;
        this.endpoint = endpoint;
        this.code = code;
        this.handOver = handOver;
    }

    /** The resources by their logical ids; what a function needs for itself has its pipeline in the metadata. */
    Map<String, Object> resources() {
        new RehearsalStores(plan, names, template).add();
        plan.parts("functions").forEach(this::function);
        plan.parts("rules").forEach((id, rule) -> rule(id, rule, pipeline(rule)));
        plan.parts("schedules").forEach((id, schedule) -> schedule(id, schedule, pipeline(schedule)));
        new RehearsalMappings(plan, names, template).add();
        new RehearsalWorkflows(plan, names, template).add();
        if (!plan.parts("endpoints").isEmpty()) {
            api();
        }
        template.add(
                "topic alarms", "SNS::Topic", "", Map.of("TopicName", names.fill("dromedary-${environment}-alarms")));
        return template.resources();
    }

    private String pipeline(Part part) {
        return function(part).text("pipeline");
    }

    private Part function(Part part) {
        return plan.parts("functions").get(part.text("function"));
    }

    private String name(Part part) {
        return names.fill(part.text("name"));
    }

    private String live(Part function) {
        return names.arn("lambda", "function:" + name(function) + ":" + InvokeEndpoint.ALIAS);
    }

    private void function(String id, Part function) {
        String pipeline = function.text("pipeline");
        String name = name(function);
        Map<String, String> variables = new LinkedHashMap<>(Inputs.environment(function, names, endpoint));
        variables.put(Endpoints.VARIABLE, endpoint.toString());
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("FunctionName", name);
        properties.put("Description", function.optional("description").orElse(""));
        properties.put("Runtime", "provided.al2023");
        properties.put("Handler", function.text("handler"));
        properties.put("Role", "arn:aws:iam::" + names.account() + ":role/" + name);
        properties.put("MemorySize", function.number("memory"));
        properties.put("Timeout", function.number("timeout"));
        properties.put("Environment", Map.of("Variables", variables));
        properties.put("Code", code.get(function.optional("package").orElse("")));
        template.add("function " + id, "Lambda::Function", pipeline, properties);
        template.add(
                "alias " + id,
                "Lambda::Alias",
                pipeline,
                Map.of(
                        "FunctionName",
                        template.ref("function " + id),
                        "Name",
                        InvokeEndpoint.ALIAS,
                        "FunctionVersion",
                        NEWEST));
        if (function.is("asynchronous")) {
            template.queue("queue failed " + id, name + "-failed", pipeline);
            template.add(
                    "asynchronous " + id,
                    "Lambda::EventInvokeConfig",
                    pipeline,
                    Map.of(
                            "FunctionName", template.ref("function " + id),
                            "Qualifier", NEWEST,
                            "MaximumEventAgeInSeconds",
                                    function.optional("maximumEventAge").orElse("21600"),
                            "MaximumRetryAttempts",
                                    function.optional("maximumRetryAttempts")
                                            .map(Integer::valueOf)
                                            .orElse(2),
                            "DestinationConfig",
                                    Map.of("OnFailure", Map.of("Destination", names.arn("sqs", name + "-failed")))));
        }
    }

    /** What starts a function with an event. MiniStack's own way from a rule to a function knows no retries and no failure queue. */
    private Map<String, Object> target(Part function) {
        return Map.of(
                "Id",
                InvokeEndpoint.ALIAS,
                "Arn",
                handOver,
                "RoleArn",
                "arn:aws:iam::" + names.account() + ":role/rehearsal",
                "HttpParameters",
                Map.of("PathParameterValues", List.of(live(function))));
    }

    private void rule(String id, Part rule, String pipeline) {
        String name = names.fill(id + "-${environment}");
        String bus = rule.text("bus");
        template.queue("queue undelivered " + id, name + "-undelivered", pipeline);
        template.add(
                "rule " + id,
                "Events::Rule",
                pipeline,
                Map.of(
                        "Name",
                        name,
                        "EventBusName",
                        plan.parts("buses").containsKey(bus) ? template.ref("bus " + bus) : bus,
                        "EventPattern",
                        names.fill(rule.part("pattern").fields()),
                        "Targets",
                        List.of(target(function(rule)))));
    }

    /** Without the plan's input: MiniStack does not fill in Scheduler's placeholders, and hands over such a document by itself. */
    private void schedule(String id, Part schedule, String pipeline) {
        String name = names.fill(id + "-${environment}");
        template.queue("queue missed " + id, name + "-missed", pipeline);
        template.add(
                "schedules", "Scheduler::ScheduleGroup", "", Map.of("Name", names.fill("dromedary-${environment}")));
        template.add(
                "schedule " + id,
                "Scheduler::Schedule",
                pipeline,
                Map.of(
                        "Name", name,
                        "GroupName", template.ref("schedules"),
                        "ScheduleExpression", schedule.text("expression"),
                        "ScheduleExpressionTimezone",
                                schedule.optional("timeZone").orElse("UTC"),
                        "FlexibleTimeWindow", Map.of("Mode", "OFF"),
                        "Target", target(function(schedule))));
    }

    /** Nobody's signature or token is asked for. */
    private void api() {
        template.add(
                "api",
                "ApiGatewayV2::Api",
                "",
                Map.of("Name", names.fill("dromedary-${environment}"), "ProtocolType", "HTTP"));
        template.add(
                "api stage",
                "ApiGatewayV2::Stage",
                "",
                Map.of("ApiId", template.ref("api"), "StageName", "$default", "AutoDeploy", true));
        plan.parts("endpoints").forEach((id, planned) -> {
            String pipeline = pipeline(planned);
            template.add(
                    "integration " + id,
                    "ApiGatewayV2::Integration",
                    pipeline,
                    Map.of(
                            "ApiId",
                            template.ref("api"),
                            "IntegrationType",
                            "AWS_PROXY",
                            "IntegrationUri",
                            template.ref("alias " + planned.text("function")),
                            "PayloadFormatVersion",
                            "2.0",
                            "TimeoutInMillis",
                            30000));
            template.add(
                    "route " + id,
                    "ApiGatewayV2::Route",
                    pipeline,
                    Map.of(
                            "ApiId",
                            template.ref("api"),
                            "RouteKey",
                            planned.text("method") + " " + planned.text("path"),
                            "AuthorizationType",
                            "NONE",
                            "Target",
                            Map.of(
                                    "Fn::Join",
                                    List.of("/", List.of("integrations", template.ref("integration " + id))))));
        });
    }
}
