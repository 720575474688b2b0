package dev.dromedary.function.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.builder.AggregationStrategies;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An expression of the author's that can't be evaluated, at every place of a route where one may stand. */
class FailureGuardTest {

    /** A {@code String} has no such method. */
    private static final String FAILING = "\"${body.nothing()} == 1\"";

    private static final String THROW = "{throwException: {exceptionType: java.io.IOException, message: first}}";
    private static final String FILTER = "{filter: {simple: FAILING, steps: [{log: holds}]}}";
    private static final String TRY =
            "{doTry: {steps: [THROW], doCatch: [{exception: [java.io.IOException], onWhen: {simple: FAILING}, steps: [{log: holds}]}]}}";

    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void guard() {
        context.getRegistry().bind("known", MemoryIdempotentRepository.memoryIdempotentRepository());
        context.getRegistry().bind("latest", AggregationStrategies.useLatest());
        EvaluationGuard.install(context);
        FailureGuard.install(context);
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TRY",
                "FILTER",
                "{split: {tokenize: ',', parallelProcessing: true, stopOnException: true, steps: [TRY]}}",
                "{split: {tokenize: ',', parallelProcessing: true, stopOnException: true, steps: [FILTER]}}",
                "{split: {tokenize: ',', stopOnException: true, steps: [FILTER]}}",
                "{multicast: {parallelProcessing: true, stopOnException: true, steps: [TRY]}}",
                "{multicast: {parallelProcessing: true, stopOnException: true, steps: [FILTER]}}",
                "{doTry: {steps: [THROW], doCatch: [{exception: [java.io.IOException], steps: [TRY]}]}}",
                "{doTry: {steps: [{log: first}], doFinally: {steps: [TRY]}}}",
                "{doTry: {steps: [{log: first}], doFinally: {steps: [FILTER]}}}",
                "{choice: {when: [{simple: FAILING, steps: [{log: holds}]}]}}",
                "{loop: {simple: FAILING, doWhile: true, steps: [{log: holds}]}}",
                "{loop: {simple: FAILING, steps: [{log: holds}]}}",
                "{split: {simple: FAILING, steps: [{log: holds}]}}",
                "{split: {simple: FAILING, parallelProcessing: true, steps: [{log: holds}]}}",
                "{validate: {simple: FAILING}}",
                "{setBody: {simple: FAILING}}",
                "{setHeader: {name: x, simple: FAILING}}",
                "{setVariable: {name: x, simple: FAILING}}",
                "{transform: {simple: FAILING}}",
                "{delay: {simple: FAILING}}",
                "{throttle: {simple: FAILING}}",
                "{log: FAILING}",
                "{toD: {uri: 'log:${body.nothing()}'}}",
                "{wireTap: {uri: 'log:${body.nothing()}'}}",
                "{recipientList: {simple: FAILING}}",
                "{routingSlip: {simple: FAILING}}",
                "{dynamicRouter: {simple: FAILING}}",
                "{enrich: {simple: FAILING}}",
                "{pollEnrich: {simple: FAILING}}",
                "{sort: {simple: FAILING}}",
                "{script: {simple: FAILING}}",
                "{idempotentConsumer: {simple: FAILING, idempotentRepository: '#known', steps: [{log: holds}]}}",
                "{aggregate: {correlationExpression: {simple: FAILING}, aggregationStrategy: '#latest', completionSize: 1, steps: [{log: holds}]}}",
                "{aggregate: {correlationExpression: {constant: a}, completionPredicate: {simple: FAILING}, aggregationStrategy: '#latest', steps: [{log: holds}]}}",
                "{claimCheck: {operation: Push, key: '${body.nothing()}'}}",
            })
    void shouldFail_whenTheExpressionOfAStepCannotBeEvaluated(String step) throws Exception {
        load("- route: {from: {uri: 'direct:start', steps: [" + step + "]}}");

        assertThat(sent().getException()).hasStackTraceContaining("Method with name: nothing() not found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "onException: {exception: [java.io.IOException], onWhen: {simple: FAILING}, handled: {constant: 'true'}}",
                "onException: {exception: [java.io.IOException], handled: {simple: FAILING}}",
                "onException: {exception: [java.io.IOException], continued: {simple: FAILING}}",
                "onException: {exception: [java.io.IOException], retryWhile: {simple: FAILING}}",
                "onException: {exception: [java.io.IOException], handled: {constant: 'true'}, steps: [FILTER]}",
                "onException: {exception: [java.io.IOException], handled: {constant: 'true'}, steps: [TRY]}",
                "onCompletion: {onWhen: {simple: FAILING}, steps: [{log: holds}]}",
                "onCompletion: {steps: [TRY]}",
                "intercept: {steps: [FILTER]}",
                "interceptFrom: {steps: [TRY]}",
                "interceptSendToEndpoint: {uri: 'log:next', onWhen: {simple: FAILING}, steps: [{log: holds}]}",
            })
    void shouldFail_whenAnExpressionAroundTheStepsCannotBeEvaluated(String around) throws Exception {
        load("- " + around + "\n- route: {from: {uri: 'direct:start', steps: [{to: {uri: 'log:next'}}, THROW]}}");

        assertThat(sent().getException()).isNotNull();
    }

    @Test
    void shouldTellTheFirstFailure_whenTheConditionOfItsCatchCannotBeEvaluated() throws Exception {
        load("- route: {from: {uri: 'direct:start', steps: [TRY]}}");

        assertThat(sent().getException().getSuppressed())
                .singleElement()
                .isInstanceOf(IOException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("first");
    }

    @Test
    void shouldCatchInTheNextClause_whenThatTakesTheFailureOfTheCondition() throws Exception {
        load("- route: {from: {uri: 'direct:start', steps: ["
                + TRY.replace("]}}", ", {exception: [java.lang.Exception], steps: [{setBody: {constant: caught}}]}]}}")
                + "]}}");

        assertThat(sent().getMessage().getBody()).isEqualTo("caught");
    }

    @Test
    void shouldCatch_whenTheConditionHolds() throws Exception {
        load(("- route: {from: {uri: 'direct:start', steps: [" + TRY + "]}}")
                .replace("FAILING", "\"${body} == 'a,b'\"")
                .replace("log: holds", "setBody: {constant: caught}"));

        assertThat(sent().getMessage().getBody()).isEqualTo("caught");
    }

    private void load(String yaml) throws Exception {
        String filled = yaml.replace("TRY", TRY)
                .replace("FILTER", FILTER)
                .replace("THROW", THROW)
                .replace("FAILING", FAILING);
        PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromBytes("failing.camel.yaml", filled.getBytes(StandardCharsets.UTF_8)));
        context.start();
    }

    /** On another thread, as what is lost is waited for without end. */
    private Exchange sent() throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    Exchange exchange = new DefaultExchange(context);
                    exchange.getMessage().setBody("a,b");
                    return context.createProducerTemplate().send("direct:start", exchange);
                })
                .get(20, TimeUnit.SECONDS);
    }
}
