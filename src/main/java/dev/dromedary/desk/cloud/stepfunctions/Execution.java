package dev.dromedary.desk.cloud.stepfunctions;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** An execution of a state machine, whose state changes once: it ends. */
public final class Execution {

    private final String arn;
    private final String machine;
    private final String name;
    private final String input;
    private final Instant startDate;
    private String status = "RUNNING";
    private String cause;
    private String output;
    private Instant stopDate;

    Execution(String arn, String machine, String name, String input, Instant startDate) {
        this.arn = arn;
        this.machine = machine;
        this.name = name;
        this.input = input;
        this.startDate = startDate;
    }

    /** Ends it; false if it has ended before. */
    synchronized boolean end(String ending, String why) {
        if (ended()) {
            return false;
        }
        status = ending;
        cause = why;
        stopDate = Instant.now();
        return true;
    }

    synchronized boolean ended() {
        return stopDate != null;
    }

    synchronized void output(String json) {
        output = json;
    }

    /** What an event tells of it. */
    synchronized Map<String, Object> detail() {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("executionArn", arn);
        detail.put(
                "stateMachineArn", arn.replace(":execution:", ":stateMachine:").replaceFirst(":[^:]*$", ""));
        detail.put("name", name);
        detail.put("status", status);
        detail.put("startDate", startDate.toEpochMilli());
        detail.put("stopDate", stopDate == null ? null : stopDate.toEpochMilli());
        detail.put("input", input);
        detail.put("output", output);
        detail.put("error", status.equals("FAILED") ? "States.TaskFailed" : null);
        detail.put("cause", cause);
        return detail;
    }

    String arn() {
        return arn;
    }

    /** Id of the workflow's route. */
    public String machine() {
        return machine;
    }

    /** Its name, the idempotency key. */
    public String name() {
        return name;
    }

    /** What it was started with, as JSON. */
    public String input() {
        return input;
    }

    /** {@code RUNNING}, {@code SUCCEEDED}, {@code FAILED} or {@code ABORTED}. */
    public synchronized String status() {
        return status;
    }

    Instant startDate() {
        return startDate;
    }
}
