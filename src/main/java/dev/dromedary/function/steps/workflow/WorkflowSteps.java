package dev.dromedary.function.steps.workflow;

import dev.dromedary.function.steps.Correlation;
import dev.dromedary.function.steps.JsonText;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;

/**
 * What the steps do. Each can be repeated.
 *
 * @param endpoint the step's options
 */
record WorkflowSteps(WorkflowEndpoint endpoint) {

    /** The exchange property with the name of the execution. */
    static final String EXECUTION = "executionName";

    /** The property that holds the ARN of a workflow's state machine, before the route's id. */
    private static final String PROPERTY = "dromedary.workflow.";

    /** Where nothing else is said, the account of a desk. */
    private static final String AT_A_DESK = "arn:aws:states:us-east-1:000000000000:stateMachine:";

    /** Of an execution: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");

    /** Starts an execution with the body; the exchange property {@value #EXECUTION} is its name. */
    void start(Exchange exchange) {
        if (!(exchange.getMessage().getBody() instanceof Map<?, ?> body)) {
            throw new IllegalStateException(endpoint.step() + " needs a map in the body, which is the input of "
                    + endpoint.getRoute() + "; put body:select before it");
        }
        @SuppressWarnings("unchecked")
        String input = JsonText.line((Map<String, ?>) body);
        String name = name(exchange);
        try {
            endpoint.client(SfnClient.class)
                    .startExecution(request ->
                            request.stateMachineArn(machine()).name(name).input(input));
        } catch (ExecutionAlreadyExistsException e) {
            // It was started before, and what it was started with is the same thing: of one name there is one.
            exchange.setProperty("executionExists", true);
        }
        exchange.setProperty(EXECUTION, name);
    }

    /** Stops an execution, if there is one that has not ended. */
    void stop(Exchange exchange) {
        String name = name(exchange);
        String cause = endpoint.getCause() == null ? null : endpoint.evaluate(endpoint.getCause(), exchange);
        try {
            endpoint.client(SfnClient.class).stopExecution(request -> request.executionArn(
                            machine().replace(":stateMachine:", ":execution:") + ":" + name)
                    .cause(cause));
        } catch (ExecutionDoesNotExistException e) {
            exchange.setProperty("executionExists", false);
        }
        exchange.setProperty(EXECUTION, name);
    }

    private String name(Exchange exchange) {
        String name = endpoint.evaluate(endpoint.getName(), exchange);
        if (name == null || name.isBlank()) {
            throw new IllegalStateException(endpoint.step() + ": the name of the execution is empty");
        }
        return NAME.matcher(name).matches() ? name : Correlation.sha256(name);
    }

    private String machine() {
        return endpoint.getCamelContext()
                .getPropertiesComponent()
                .resolveProperty(PROPERTY + endpoint.getRoute())
                .orElse(AT_A_DESK + endpoint.getRoute());
    }
}
