package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.component.aws2.s3.AWS2S3Component;
import org.apache.camel.component.aws2.s3.AWS2S3Constants;
import org.apache.camel.component.aws2.s3.AWS2S3Operations;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.camel.support.DefaultProducer;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** A user's own routes, in which what comes with a message reaches every place that Camel evaluates. */
class EvaluationGuardTest {

    private static final String HOSTILE = "raw/" + Tripwire.EXPRESSION + ".csv";

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final List<SdkRequest> requests = new ArrayList<>();

    @BeforeEach
    void guard() {
        // Camel's own default would read the body first.
        context.setStreamCaching(false);
        Tripwire.calls();
        context.getRegistry().bind("s3", S3Client.class, client());
        EvaluationGuard.install(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    /** Answers nothing, and keeps what it was asked. */
    private S3Client client() {
        return (S3Client) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {S3Client.class}, (self, method, arguments) -> {
                    Optional.ofNullable(arguments).stream()
                            .flatMap(Arrays::stream)
                            .filter(SdkRequest.class::isInstance)
                            .map(SdkRequest.class::cast)
                            .forEach(requests::add);
                    if (method.getDeclaringClass() == Object.class) {
                        return switch (method.getName()) {
                            case "hashCode" -> System.identityHashCode(self);
                            case "equals" -> self == arguments[0];
                            default -> "stub";
                        };
                    }
                    if (method.getName().equals("headBucket") || method.getReturnType() == void.class) {
                        return null;
                    }
                    throw new UnsupportedOperationException(method.getName());
                });
    }

    private Exchange run(String steps, Object body, Map<String, Object> headers) throws Exception {
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString(
                        "route.camel.yaml",
                        "- route:\n    id: test\n    from:\n      uri: direct:test\n      steps:\n" + steps.indent(8)));
        context.start();
        return context.createProducerTemplate().request("direct:test", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new LinkedHashMap<>(headers));
        });
    }

    private List<String> values(String field) {
        return requests.stream()
                .flatMap(request -> request.getValueForField(field, String.class).stream())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(AWS2S3Operations.class)
    void shouldEvaluateNeitherKeyNorBucket_whateverTheOperation(AWS2S3Operations operation) throws Exception {
        run(
                "- to: aws2-s3:own?operation=" + operation + "&accessKey=a&secretKey=b&region=eu-west-1",
                "content",
                Map.of(
                        AWS2S3Constants.KEY,
                        HOSTILE,
                        AWS2S3Constants.OVERRIDE_BUCKET_NAME,
                        "b" + Tripwire.EXPRESSION,
                        AWS2S3Constants.DESTINATION_KEY,
                        HOSTILE,
                        AWS2S3Constants.BUCKET_DESTINATION_NAME,
                        "d" + Tripwire.EXPRESSION,
                        AWS2S3Constants.RANGE_START,
                        0L,
                        AWS2S3Constants.RANGE_END,
                        1L));

        assertThat(Tripwire.calls()).isZero();
        assertThat(values("Key")).allMatch(HOSTILE::equals);
    }

    @Test
    void shouldAskForTheKeyAsItIs_whenTheEndpointEvaluatesHeaders() throws Exception {
        run("- to: aws2-s3:own?operation=getObject", null, Map.of(AWS2S3Constants.KEY, HOSTILE));

        assertThat(values("Key")).containsExactly(HOSTILE);
    }

    @Test
    void shouldAskForTheKeyAsItIs_whenTheEndpointTakesHeadersLiterally() throws Exception {
        context.addComponent("aws2-s3", new LiteralComponent(requests));

        run("- to: aws2-s3:own?operation=getObject", null, Map.of(AWS2S3Constants.KEY, HOSTILE));

        assertThat(values("Key")).containsExactly(HOSTILE);
    }

    /** Camel would copy the rest of the key for each of its characters, to compile what is not evaluated: for hours. */
    @Test
    void shouldAskForTheKeyAsItIs_whenItHasMegabytes() {
        String key = HOSTILE + "x".repeat(16 * 1024 * 1024);

        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> run("- to: aws2-s3:own?operation=getObject", null, Map.of(AWS2S3Constants.KEY, key)));

        assertThat(values("Key")).containsExactly(key);
    }

    @Test
    void shouldPutUnderTheKeyAsItIs_whenThereAreManyParts() throws Exception {
        run(
                "- to: aws2-s3:own?multiPartUpload=true&partSize=5242880",
                new byte[6 * 1024 * 1024],
                Map.of(AWS2S3Constants.KEY, HOSTILE));

        assertThat(Tripwire.calls()).isZero();
        assertThat(values("Key")).isNotEmpty().allMatch(HOSTILE::equals);
    }

    @Test
    void shouldEvaluateOnce_whenTheRouteComputesTheKey() throws Exception {
        run("""
                - setHeader:
                    name: CamelAwsS3Key
                    simple:
                      expression: processed/${body[id]}.csv
                - to: aws2-s3:own?operation=getObject
                """, Map.of("id", Tripwire.EXPRESSION), Map.of());

        assertThat(Tripwire.calls()).isZero();
        assertThat(values("Key")).containsExactly("processed/" + Tripwire.EXPRESSION + ".csv");
    }

    @Test
    void shouldEvaluateTheOption_whenNoHeaderOverridesIt() throws Exception {
        run("- to: aws2-s3:own?operation=getObject&keyName=processed/${header.id}.csv", null, Map.of("id", "${body}"));

        assertThat(values("Key")).containsExactly("processed/${body}.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a${bean:nothing}b", "${", "$simple{body}", "${body", "${no such function}"})
    void shouldAskForTheKeyAsItIs_whenItIsNoExpressionThatWorks(String key) throws Exception {
        run("- to: aws2-s3:own?operation=getObject", "x", Map.of(AWS2S3Constants.KEY, key));

        assertThat(values("Key")).containsExactly(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: aws2-s3:own?operation=getObject&keyName=${header.id}",
                "- recipientList: { simple: 'aws2-s3:own?operation=getObject&keyName=${header.id}' }",
                "- routingSlip: { simple: 'aws2-s3:own?operation=getObject&keyName=${header.id}' }",
                "- enrich: { simple: 'aws2-s3:own?operation=getObject&keyName=${header.id}' }",
                "- wireTap: { uri: 'aws2-s3:own?operation=getObject&keyName=${header.id}' }",
            })
    void shouldNotEvaluateAnOption_whenItCameWithTheMessage(String step) throws Exception {
        run(step, null, Map.of("id", Tripwire.EXPRESSION));

        assertThat(Tripwire.calls()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- toD: direct:${header.id}",
                "- recipientList: { simple: 'direct:${header.id}' }",
                "- recipientList: { header: id }",
                "- routingSlip: { simple: 'direct:${header.id}' }",
                "- enrich: { simple: 'direct:${header.id}' }",
                "- wireTap: { uri: 'direct:${header.id}' }",
            })
    void shouldRefuseTheAddress_whenPlaceholdersCameWithTheMessage(String step) throws Exception {
        Exchange exchange = run(step, null, Map.of("id", "{{env:PATH}}"));

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("came with the message")
                .hasMessageNotContaining(System.getenv("PATH"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${header.value.trim()}",
                "${body.concat('')}",
                "${exchangeProperty.value.replaceAll('z', 'y')}",
                "${variable.value.toString()}",
                "${header.value.replace('z', ${header.value})}",
            })
    void shouldLeaveATextAsItIs_whenAMethodOfItIsCalled(String expression) throws Exception {
        for (String value : List.of(
                "{{env:PATH}}", "a{{sys:user.home}}b", "#s3", "#class:dev.dromedary.function.runtime.Tripwire")) {
            Exchange exchange = context.getEndpoint("direct:unused").createExchange();
            exchange.getMessage().setBody(value);
            exchange.getMessage().setHeader("value", value);
            exchange.setProperty("value", value);
            exchange.setVariable("value", value);

            assertThat(context.resolveLanguage("simple")
                            .createExpression(expression)
                            .evaluate(exchange, Object.class))
                    .isEqualTo(value);
        }
    }

    @Test
    void shouldNotEvaluateTheNameOfAFile() throws Exception {
        List<String> names = new ArrayList<>();
        context.addComponent("file", new NamingComponent(names));

        run("- to: file:folder", "content", Map.of(Exchange.FILE_NAME, Tripwire.EXPRESSION));

        assertThat(Tripwire.calls()).isZero();
        assertThat(names).containsExactly(Tripwire.EXPRESSION);
    }

    @Test
    void shouldEvaluateNothing_whenAFailureIsToldAndLogged() throws Exception {
        run("""
                - doTry:
                    steps:
                      - throwException:
                          exceptionType: java.lang.IllegalStateException
                          message: ${header.CamelAwsS3Key}
                    doCatch:
                      - exception: [ java.lang.IllegalStateException ]
                        steps:
                          - log: "${exception.message} ${header.CamelAwsS3Key}"
                          - to: aws2-s3:own?operation=deleteObject
                """, "content", Map.of(AWS2S3Constants.KEY, HOSTILE));

        assertThat(Tripwire.calls()).isZero();
        assertThat(values("Key")).containsExactly(HOSTILE);
    }

    /** Every text that a route's author writes as an expression still is one. */
    static Stream<String> written() {
        return Stream.of(
                "- setBody: { simple: '" + Tripwire.EXPRESSION + "' }",
                "- log: '" + Tripwire.EXPRESSION + "'",
                "- toD: 'log:x?marker=" + "${bean:type:dev.dromedary.function.runtime.Tripwire?method=trip}" + "'",
                "- filter: { simple: \"" + Tripwire.EXPRESSION + " == 'x'\", steps: [ { log: x } ] }");
    }

    @ParameterizedTest
    @MethodSource("written")
    void shouldEvaluate_whenTheAuthorWroteIt(String step) throws Exception {
        run(step, "x", Map.of(AWS2S3Constants.KEY, HOSTILE));

        assertThat(Tripwire.calls()).isPositive();
    }

    /** As aws2-s3 is from 4.18.5 and 4.22.2 on: a key in a header is that key. */
    private static final class LiteralComponent extends AWS2S3Component {

        private final List<SdkRequest> requests;

        LiteralComponent(List<SdkRequest> requests) {
            this.requests = requests;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            parameters.clear();
            return new LiteralEndpoint(uri, this);
        }

        private static final class LiteralEndpoint extends DefaultEndpoint {

            LiteralEndpoint(String uri, LiteralComponent component) {
                super(uri, component);
            }

            @Override
            public Producer createProducer() {
                return new DefaultProducer(this) {
                    @Override
                    public void process(Exchange exchange) {
                        ((LiteralComponent) getComponent())
                                .requests.add(GetObjectRequest.builder()
                                        .key(exchange.getMessage().getHeader(AWS2S3Constants.KEY, String.class))
                                        .build());
                    }
                };
            }

            @Override
            public Consumer createConsumer(Processor processor) {
                throw new UnsupportedOperationException("only a producer");
            }
        }
    }

    /** As file and its kin name what they write; no function holds them, but a user's may. */
    private static final class NamingComponent extends DefaultComponent {

        private final List<String> names;

        NamingComponent(List<String> names) {
            this.names = names;
        }

        @Override
        protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
            return new DefaultEndpoint(uri, this) {
                @Override
                public Producer createProducer() {
                    return new DefaultProducer(this) {
                        @Override
                        public void process(Exchange exchange) {
                            String name = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
                            names.add(exchange.getContext()
                                    .resolveLanguage("file")
                                    .createExpression(name)
                                    .evaluate(exchange, String.class));
                        }
                    };
                }

                @Override
                public Consumer createConsumer(Processor processor) {
                    throw new UnsupportedOperationException("only a producer");
                }
            };
        }
    }
}
