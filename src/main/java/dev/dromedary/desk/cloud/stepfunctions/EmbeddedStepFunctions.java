package dev.dromedary.desk.cloud.stepfunctions;

import dev.dromedary.desk.cloud.Pending;
import dev.dromedary.desk.cloud.ServiceErrors;
import dev.dromedary.desk.cloud.Workers;
import dev.dromedary.function.runtime.JsonDocument;
import dev.dromedary.function.runtime.Replying;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sfn.model.ExecutionAlreadyExistsException;
import software.amazon.awssdk.services.sfn.model.ExecutionDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StartExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StartExecutionResponse;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;
import software.amazon.awssdk.services.sfn.model.StopExecutionRequest;
import software.amazon.awssdk.services.sfn.model.StopExecutionResponse;

/**
 * Step Functions with state machines that are functions of this process. Each change of an execution's state is told as an event,
 * "Step Functions Execution Status Change". An execution that is stopped is told as such at once; what its route has begun
 * goes on to its end. Other operations throw {@link UnsupportedOperationException}.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html">Events of executions</a>
 */
public final class EmbeddedStepFunctions implements SfnClient, AutoCloseable {

    private final Map<String, UnaryOperator<Map<String, Object>>> machines = new ConcurrentHashMap<>();
    private final Map<String, Execution> executions = new ConcurrentHashMap<>();
    private final List<Execution> started = new CopyOnWriteArrayList<>();
    private final Changes changes;
    private final Pending pending;
    private final Workers workers;

    /** Is told of each change of an execution's state. */
    @FunctionalInterface
    public interface Changes {

        /**
         * Takes an event.
         *
         * @param source who tells it
         * @param detailType what has happened
         * @param resource ARN of the execution
         * @param detail a JSON document
         */
        void told(String source, String detailType, String resource, String detail);
    }

    /**
     * Without state machines.
     *
     * @param changes gets the changes of states
     * @param threads how many executions run at the same time
     * @param pending counts executions that run
     */
    public EmbeddedStepFunctions(Changes changes, int threads, Pending pending) {
        this.changes = changes;
        this.pending = pending;
        this.workers = new Workers("workflow", threads);
    }

    /** Adds a state machine that starts executions and does nothing else with them, unless there is one of the name. */
    public void machine(String name) {
        machines.putIfAbsent(name, event -> null);
    }

    /**
     * Adds a state machine.
     *
     * @param name the last part of its ARN
     * @param route runs an execution, {@code {"name": …, "input": …}}; whatever it throws is its failure
     */
    public void machine(String name, UnaryOperator<Map<String, Object>> route) {
        machines.put(name, route);
    }

    /** The executions, in the order in which they were started. */
    public List<Execution> executions() {
        return List.copyOf(started);
    }

    @Override
    public StartExecutionResponse startExecution(StartExecutionRequest request) {
        String machine = last(request.stateMachineArn());
        if (!machines.containsKey(machine)) {
            throw ServiceErrors.of(
                    StateMachineDoesNotExistException.builder(),
                    "Sfn",
                    400,
                    "StateMachineDoesNotExist",
                    "State Machine Does Not Exist: '" + request.stateMachineArn() + "'");
        }
        String arn = request.stateMachineArn().replace(":stateMachine:", ":execution:") + ":" + request.name();
        Execution execution = new Execution(arn, machine, request.name(), request.input(), Instant.now());
        Execution earlier = executions.putIfAbsent(arn, execution);
        if (earlier != null && (earlier.ended() || !earlier.input().equals(request.input()))) {
            throw ServiceErrors.of(
                    ExecutionAlreadyExistsException.builder(),
                    "Sfn",
                    400,
                    "ExecutionAlreadyExists",
                    "Execution Already Exists: '" + arn + "'");
        }
        if (earlier == null) {
            started.add(execution);
            tell(execution);
            pending.begin();
            workers.execute(() -> run(execution));
        }
        return StartExecutionResponse.builder()
                .executionArn(arn)
                .startDate(execution.startDate())
                .build();
    }

    private void run(Execution execution) {
        try {
            Map<String, Object> event = new LinkedHashMap<>();
            event.put("name", execution.name());
            event.put("input", JsonDocument.parseValue(execution.input()));
            Map<String, Object> reply = machines.get(execution.machine()).apply(event);
            if (reply != null && execution.end("SUCCEEDED", null)) {
                execution.output(JsonDocument.write(reply.get(Replying.BODY)));
                tell(execution);
            }
        } catch (RuntimeException e) {
            if (execution.end("FAILED", e.getMessage())) {
                tell(execution);
            }
        } finally {
            pending.end();
        }
    }

    @Override
    public StopExecutionResponse stopExecution(StopExecutionRequest request) {
        Execution execution = executions.get(request.executionArn());
        if (execution == null) {
            throw ServiceErrors.of(
                    ExecutionDoesNotExistException.builder(),
                    "Sfn",
                    400,
                    "ExecutionDoesNotExist",
                    "Execution Does Not Exist: '" + request.executionArn() + "'");
        }
        if (execution.end("ABORTED", request.cause())) {
            tell(execution);
        }
        return StopExecutionResponse.builder().stopDate(Instant.now()).build();
    }

    private void tell(Execution execution) {
        changes.told(
                "aws.states",
                "Step Functions Execution Status Change",
                execution.arn(),
                JsonDocument.write(execution.detail()));
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {
        workers.close();
    }
}
