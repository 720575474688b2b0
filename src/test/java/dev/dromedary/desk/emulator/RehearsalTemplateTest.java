package dev.dromedary.desk.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dromedary.desk.operations.Deployment;
import dev.dromedary.desk.operations.FailureQueue;
import dev.dromedary.desk.operations.FailureQueues;
import dev.dromedary.desk.operations.Naming;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RehearsalTemplateTest {

    private static final Path SHIPPED = Path.of("src", "test", "resources", "plan.json");
    /** One of each trigger. */
    private static final Path FIXTURE = Path.of("terraform", "tests", "fixtures", "plan.json");

    private static final Names NAMES = new Names("", "x", "000000000000", "us-east-1");

    private static Map<String, Part> resources(Path plan) throws IOException {
        return resources(plan, NAMES);
    }

    private static Map<String, Part> resources(Path plan, Names names) throws IOException {
        Map<String, Object> resources = new RehearsalTemplate(
                        new Part(JsonDocument.parse(Files.readString(plan))),
                        names,
                        URI.create("http://127.0.0.1:4566"),
                        Map.of(
                                "", Map.of("S3Bucket", "b", "S3Key", "k"),
                                "parquet", Map.of("S3Bucket", "b", "S3Key", "p")),
                        "arn:of:the:destination")
                .resources();
        return new Part(Map.of("all", resources)).parts("all");
    }

    private static Stream<Part> ofType(Map<String, Part> resources, String type) {
        return resources.values().stream()
                .filter(each -> each.text("Type").equals("AWS::" + type))
                .map(each -> each.part("Properties"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "customers", "health"})
    void shouldHaveTheQueuesThatOperationsLookInto_whenAPipelineIsRehearsed(String pipeline) throws Exception {
        Map<String, Part> resources = resources(SHIPPED);
        List<String> queues = ofType(resources, "SQS::Queue")
                .map(queue -> queue.text("QueueName"))
                .toList();

        Deployment deployment = Deployment.of(
                new RoutesFolder(Path.of("routes")),
                pipeline,
                Naming.of("", "x"),
                route -> variables(resources, route + "-x"));

        assertThat(new FailureQueues(null, deployment).all())
                .isNotEmpty()
                .extracting(FailureQueue::name)
                .allMatch(queues::contains);
    }

    private static Map<String, String> variables(Map<String, Part> resources, String function) {
        Map<String, String> variables = new HashMap<>();
        ofType(resources, "Lambda::Function")
                .filter(each -> each.text("FunctionName").equals(function))
                .forEach(each -> each.part("Environment")
                        .part("Variables")
                        .fields()
                        .forEach((name, value) -> variables.put(name, value.toString())));
        assertThat(variables).containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:4566");
        return variables;
    }

    @ParameterizedTest
    @ValueSource(strings = {"catalog", "customers", "health"})
    void shouldHaveTheQueuesThatOperationsLookInto_whenNamesBeginWithAPrefix(String pipeline) throws Exception {
        Map<String, Part> resources = resources(SHIPPED, NAMES.beginning("claims-"));
        List<String> queues = ofType(resources, "SQS::Queue")
                .map(queue -> queue.text("QueueName"))
                .toList();

        Deployment deployment = Deployment.of(
                new RoutesFolder(Path.of("routes")),
                pipeline,
                Naming.of("claims-", "x"),
                route -> variables(resources, "claims-" + route + "-x"));

        assertThat(new FailureQueues(null, deployment).all())
                .isNotEmpty()
                .extracting(FailureQueue::name)
                .allMatch(queues::contains);
    }

    @Test
    void shouldShareNoNameWithAnotherProject_whenNamesBeginWithAPrefix() throws Exception {
        List<String> own = named(resources(FIXTURE));
        List<String> others = named(resources(FIXTURE, NAMES.beginning("claims-")));

        assertThat(own).hasSizeGreaterThan(30);
        assertThat(others).hasSameSizeAs(own).allMatch(name -> name.startsWith("claims-"));
        assertThat(own).noneMatch(name -> name.contains("claims-"));
    }

    private static List<String> named(Map<String, Part> resources) {
        return resources.values().stream()
                .filter(each -> !each.text("Type").equals("AWS::SES::EmailIdentity"))
                .map(each -> each.part("Properties"))
                .flatMap(each -> Stream.of(
                                "FunctionName",
                                "QueueName",
                                "TableName",
                                "BucketName",
                                "TopicName",
                                "GroupName",
                                "Name")
                        .filter(field -> each.fields().get(field) instanceof String)
                        .map(each::text))
                .filter(name -> !name.equals("live"))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/test/resources/plan.json", "terraform/tests/fixtures/plan.json"})
    void shouldReferToNothingElse_whenAResourceRefersToAnother(String plan) throws Exception {
        Map<String, Part> resources = resources(Path.of(plan));
        Set<String> referred = new HashSet<>();
        resources.values().forEach(each -> collect(each.fields(), referred));

        assertThat(referred).isNotEmpty();
        assertThat(resources.keySet()).containsAll(referred).allMatch(id -> id.matches("[A-Za-z0-9]{1,255}"));
    }

    private static void collect(Object part, Set<String> referred) {
        if (part instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (name.equals("Ref")) {
                    referred.add(value.toString());
                } else if (name.equals("Fn::GetAtt")) {
                    referred.add(((List<?>) value).get(0).toString());
                } else if (name.equals("DependsOn")) {
                    ((List<?>) value).forEach(each -> referred.add(each.toString()));
                } else {
                    collect(value, referred);
                }
            });
        } else if (part instanceof List<?> list) {
            list.forEach(each -> collect(each, referred));
        }
    }

    @Test
    void shouldStartEveryFunction_whenThePlanHasAllTriggers() throws Exception {
        Part plan = new Part(JsonDocument.parse(Files.readString(FIXTURE)));
        Map<String, Part> resources = resources(FIXTURE);

        assertThat(ofType(resources, "Lambda::Alias"))
                .hasSameSizeAs(plan.parts("functions").keySet());
        assertThat(ofType(resources, "Lambda::EventSourceMapping"))
                .hasSameSizeAs(plan.parts("mappings").keySet());
        assertThat(ofType(resources, "Scheduler::Schedule"))
                .hasSameSizeAs(plan.parts("schedules").keySet())
                .allMatch(schedule -> schedule.part("Target").text("Arn").equals("arn:of:the:destination"));
        assertThat(ofType(resources, "StepFunctions::StateMachine"))
                .hasSameSizeAs(plan.parts("stateMachines").keySet());
        assertThat(ofType(resources, "ApiGatewayV2::Route").map(route -> route.text("RouteKey")))
                .containsExactly("POST /pipelines/{id}");
        // Rules of the plan, and one for each bucket that gets failed records.
        assertThat(ofType(resources, "Events::Rule"))
                .hasSize(plan.parts("rules").size() + 2);
        assertThat(ofType(resources, "S3::Bucket")
                        .map(bucket -> bucket.part("NotificationConfiguration"))
                        .flatMap(told -> Stream.concat(
                                told.list("LambdaConfigurations").stream(), told.list("QueueConfigurations").stream())))
                .hasSize(3);
    }
}
