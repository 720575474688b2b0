package dev.dromedary.plan.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.NamedResources;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.function.runtime.RouteFunction;
import dev.dromedary.plan.Finding;
import dev.dromedary.plan.Plan;
import dev.dromedary.plan.RouteSource;
import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.s3.model.Bucket;

/** Whatever check passes starts as a function in the embedded cloud, and can be planned. */
class PassedRoutesStartTest {

    private static final List<String> TRIGGERS = List.of(
            "uri: lambda-sqs\n      parameters: { queueNameOrArn: \"{{orders.in}}\" }",
            "uri: lambda-sqs:{{orders.in}}?format=json",
            "uri: lambda-schedule:daily\n      parameters: { expression: rate(1 hour) }",
            "uri: lambda-eventbridge:default\n      parameters: { source: shop }",
            "uri: lambda-http:/orders\n      parameters: { method: POST }",
            "uri: lambda-s3\n      parameters: { bucketNameOrArn: \"{{orders.bucket}}\", prefix: raw/ }",
            "uri: lambda-kinesis\n      parameters: { streamName: \"{{orders.stream}}\", format: json }",
            "uri: aws2-sqs:in",
            "uri: timer:x",
            "uri: direct:orders-take");

    /** Steps of all kinds, right and wrong ones, as people write them. */
    private static final List<String> STEPS = List.of(
            "- log: \"${body}\"",
            "- log: { message: \"${header.customer} ${exchangeProperty.correlationId}\" }",
            "- setHeader: { name: customer, simple: \"${body[id]}\" }",
            "- setHeader: { name: CamelAwsS3Key, simple: \"out/${exchangeProperty.name}\" }",
            "- setProperty: { name: total, constant: \"1\" }",
            "- setVariable: { name: total, simple: \"${body}\" }",
            "- setBody: { simple: \"${map(id,1,total,${header.customer})}\" }",
            "- setBody: { constant: x }",
            "- setBody: { constant: \"{{aws:SecretTest}}\" }",
            "- marshal: { json: {} }",
            "- unmarshal: { json: {} }",
            "- marshal: { gzipDeflater: {} }",
            "- convertBodyTo: { type: String }",
            "- to: aws2-sqs:{{orders.out}}",
            "- to: { uri: \"aws2-sqs:{{orders.fifo}}\", parameters: { messageGroupIdStrategy: useConstant } }",
            "- to: { uri: \"aws2-sqs:{{orders.fifo}}\", parameters: { messageGroupIdStrategy: useConstant,"
                    + " messageDeduplicationIdStrategy: useContentBasedDeduplication } }",
            "- to: { uri: \"aws2-ddb:{{orders.table}}\", parameters: { operation: GetItem } }",
            "- to: { uri: \"aws2-s3:{{orders.bucket}}\", parameters: { keyName: a.txt } }",
            "- to: { uri: \"aws2-s3:{{orders.bucket}}\", parameters: { operation: getObject } }",
            "- to: aws2-s3:{{orders.bucket}}?operation=putObject",
            "- to: { uri: \"aws2-sns:{{orders.topic}}\" }",
            "- to: { uri: \"aws2-sns:{{orders.out}}\" }",
            "- to: { uri: aws2-ses:a@example.com, parameters: { to: \"nobody\", subject: x } }",
            "- to: freemarker:orders/hello.ftl",
            "- to: freemarker:orders/helo.ftl",
            "- to: json-validator:orders/order.schema.json",
            "- to: log:orders?showAll=true",
            "- to: seda:later",
            "- to: file:out",
            "- to: https://example.com",
            "- to: kamelet:log-sink",
            "- to: direct:orders-more",
            "- toD: aws2-sqs:${header.customer}",
            "- wireTap: { uri: log:x }",
            "- circuitBreaker: { steps: [ { log: { message: x } } ] }",
            "- filter: { simple: \"${body} != null\", steps: [ { log: { message: x } } ] }",
            "- choice: { when: [ { simple: \"${header.customer} == 1\", steps: [ { log: { message: x } } ] } ] }",
            "- split: { tokenize: \",\", steps: [ { log: { message: x } } ] }",
            "- split: { simple: \"${body}\", steps: [ { to: { uri: \"aws2-sqs:{{orders.out}}\" } } ] }",
            "- idempotentConsumer: { idempotentRepository: \"#ledger\", simple: \"${exchangeProperty.idempotencyKey}\","
                    + " steps: [ { log: { message: x } } ] }",
            "- bean: { beanType: java.lang.Math, method: \"abs(${body})\" }",
            "- setBody: { method: { beanType: java.util.List, method: \"of(${body}, 1)\" } }",
            "- setBody: { jsonpath: $.x }",
            "- setBody: { language: { language: groovy, expression: x } }",
            "- setBody: { ref: nothing }",
            "- pollEnrich: { constant: file:in }",
            "- enrich: { constant: direct:orders-more }",
            "- enrich: { constant: \"aws2-s3:{{orders.bucket}}?operation=getObject&keyName=a\" }",
            "- toD: aws2-sqs:{{orders.out}}",
            "- recipientList: { constant: \"aws2-sqs:{{orders.out}},log:x\" }",
            "- throwException: { exceptionType: java.lang.IllegalStateException, message: x }",
            "- doTry: { steps: [ { log: { message: x } } ], doCatch: [ { exception: [ java.io.IOException ], steps: [ { log: {"
                    + " message: y } } ] } ] }",
            "- delay: { constant: \"10\" }",
            "- aggregate: { constant: x, completionSize: 3, steps: [ { log: { message: x } } ] }",
            "- policy: { ref: x, steps: [ { log: { message: x } } ] }",
            "- removeHeaders: { pattern: \"*\" }",
            "- transacted: {}",
            "- loop: { constant: \"3\", steps: [ { log: { message: x } } ] }",
            "- validate: { simple: \"${body} != null\" }",
            "- process: { ref: nobody }",
            "- stop: {}");

    @TempDir
    Path folder;

    private final RoutesCheck check = new RoutesCheck();

    /** Starts all functions, if check has nothing against the routes; returns whether it had not. */
    private boolean startsIfPassed(Path routes, String what) throws IOException {
        List<Finding> errors = check.check(new RoutesFolder(routes)).stream()
                .filter(finding -> finding.severity() == Finding.Severity.ERROR)
                .toList();
        if (!errors.isEmpty()) {
            assertThat(errors).as(what).allSatisfy(finding -> assertThat(finding.message())
                    .doesNotContain("Exception:", "org.apache.camel.", "\n")
                    .endsWith(finding.message().endsWith("?") ? "?" : "."));
            return false;
        }
        RoutesFolder all = new RoutesFolder(routes);
        assertThatCode(() -> Plan.of(all).json()).as(what).doesNotThrowAnyException();
        Path data = Files.createTempDirectory(folder, "cloud");
        try (EmbeddedCloud cloud = new EmbeddedCloud(data, "us-east-1", 1, (rule, event, cause) -> {})) {
            for (String pipeline : all.pipelines()) {
                for (RouteSource route : all.routes(pipeline)) {
                    if (route.isFunction()) {
                        assertThatCode(() -> start(routes, route.id(), cloud))
                                .as(what)
                                .doesNotThrowAnyException();
                    }
                }
            }
        }
        return true;
    }

    private static void start(Path routes, String id, EmbeddedCloud cloud) throws Exception {
        try (RouteFunction function = RouteFunction.start(RouteFiles.of(routes, id), id, new EmbeddedServices(cloud))) {
            NamedResources named = NamedResources.of(function.context());
            // Names that the services would refuse.
            Set<String> there = cloud.s3().listBuckets().buckets().stream()
                    .map(Bucket::name)
                    .collect(Collectors.toSet());
            named.buckets().stream().filter(bucket -> !there.contains(bucket)).forEach(bucket -> cloud.s3()
                    .createBucket(create -> create.bucket(bucket)));
            named.queues().forEach(cloud.sqs()::queue);
            named.buses().forEach(cloud.eventBridge()::bus);
        }
    }

    private static <T> T any(Random random, List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private String small(Random random, int number) throws IOException {
        Path routes = folder.resolve("small" + number);
        CheckedRoutes shared = CheckedRoutes.withPipelineOf("orders/take.camel.yaml", routes);
        shared.replace("orders/orders.properties", "", """
                orders.in=incoming
                orders.out=outgoing
                orders.fifo=outgoing.fifo
                orders.bucket=shop-orders
                orders.stream=clicks
                orders.topic=arn:aws:sns:us-east-1:000000000000:news
                orders.table=shop-orders
                orders.table.key=id
                """);
        shared.replace("orders/hello.ftl", "", "Hello\n");
        shared.replace("orders/order.schema.json", "", "{\"type\": \"object\"}\n");
        shared.replace("orders/more.camel.yaml", "", """
                - route:
                    id: orders-more
                    from:
                      uri: direct:orders-more
                      steps:
                        - log: more
                """);
        String steps = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> "        " + any(random, STEPS))
                .collect(Collectors.joining("\n"));
        String route = "- route:\n    id: orders-take\n    from:\n      " + any(random, TRIGGERS) + "\n      steps:\n"
                + steps + "\n";
        shared.replace("orders/take.camel.yaml", "", route);
        return route;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void shouldStart_whenCheckPassesASmallRoute(long seed) throws IOException {
        Random random = new Random(seed);
        int passed = 0;
        for (int i = 0; i < 40; i++) {
            String route = small(random, i);
            passed += startsIfPassed(folder.resolve("small" + i), route) ? 1 : 0;
        }

        assertThat(passed).as("routes that passed").isBetween(3, 30);
    }

    /** One line goes, stands twice, or has a word of another line in place of one of its own. */
    private static String mutated(String text, Random random) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        int at = random.nextInt(lines.size());
        switch (random.nextInt(4)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(at));
            default -> {
                List<String> words = lines.stream()
                        .flatMap(line -> Stream.of(line.split("[^\\w.#-]+")))
                        .filter(word -> word.length() > 2)
                        .distinct()
                        .toList();
                List<String> own = Stream.of(lines.get(at).split("[^\\w.#-]+"))
                        .filter(word -> word.length() > 2)
                        .toList();
                if (!own.isEmpty()) {
                    lines.set(at, lines.get(at).replace(any(random, own), any(random, words)));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 6})
    void shouldStart_whenCheckPassesAShippedRouteThatWasChanged(long seed) throws IOException {
        Random random = new Random(seed);
        Path routes = folder.resolve("shipped");
        CheckedRoutes copy = CheckedRoutes.withPipelineOf("customers/check.camel.yaml", routes);
        List<Path> files;
        try (Stream<Path> all = Files.walk(routes)) {
            files = all.filter(file -> file.toString().matches(".*(\\.camel\\.yaml|\\.properties|\\.schema\\.json)"))
                    .sorted()
                    .toList();
        }
        for (int i = 0; i < 25; i++) {
            Path file = any(random, files);
            String text = Files.readString(file);
            String changed = mutated(text, random);
            Files.writeString(file, changed);

            startsIfPassed(copy.folder(), copy.folder().relativize(file) + ":\n" + changed);
            Files.writeString(file, text);
        }
    }
}
