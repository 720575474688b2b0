package dev.dromedary.function.steps.model;

import dev.dromedary.function.steps.Access;
import dev.dromedary.function.steps.StepEndpoint;
import java.util.List;
import java.util.Map;
import org.apache.camel.Category;
import org.apache.camel.Producer;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;

/** Prepare a question to a language model, keep to a budget of tokens and check the answer. */
@UriEndpoint(
        firstVersion = "0.1.0",
        scheme = "model",
        title = "Language Model",
        syntax = "model:operation",
        producerOnly = true,
        category = {Category.AI, Category.VALIDATION})
public class ModelEndpoint extends StepEndpoint {

    @UriPath(
            description =
                    "ask: make a conversation of the body, a prompt; sets the headers that aws-bedrock's operation"
                            + " converse reads. reserve: take the tokens that the question may need from the day's budget. check:"
                            + " judge the answer by the JSON Schema; the first one that does not pass is asked for again. The body"
                            + " becomes the answer. unavailable: the body says that there is no answer, and why.")
    @Metadata(required = true)
    private final Operation operation;

    @UriParam(
            label = "ask",
            description = "ask: the model id or the inference profile. It is part of the prompt's hash.")
    private String modelId;

    @UriParam(label = "ask", description = "ask: the system prompt. A simple expression.")
    private String system;

    @UriParam(label = "ask", description = "ask: the answer's JSON Schema, relative to the routes folder.")
    private String schema;

    @UriParam(
            label = "ask",
            description =
                    "ask: temperature of the answer, 0 to 1; the lower, the more alike are the answers. Empty: the"
                            + " model's own, for models that take none.")
    private String temperature;

    @UriParam(label = "ask", defaultValue = "1000", description = "ask: most tokens of one answer.")
    private int maximumTokens = 1000;

    @UriParam(
            label = "ask",
            description = "ask: guardrail that aws-bedrock is given in its option guardrailIdentifier; it is recorded.")
    private String guardrail;

    @UriParam(label = "ask", defaultValue = "0", description = "ask: price of a million input tokens, in US dollars.")
    private double inputPrice;

    @UriParam(label = "ask", defaultValue = "0", description = "ask: price of a million output tokens, in US dollars.")
    private double outputPrice;

    @UriParam(
            label = "ask",
            enums = "fallback,fail",
            defaultValue = "fail",
            description =
                    "ask: what to do when the model fails. fallback: model:unavailable says so and the route goes on;"
                            + " fail: the invocation fails.")
    private String onFailure = "fail";

    @UriParam(
            label = "reserve",
            description = "reserve: DynamoDB table that counts the day's tokens; its hash key is called id.")
    private String table;

    @UriParam(label = "reserve", description = "reserve: tokens that may be used in one day (UTC).")
    private long dailyTokens;

    /** What the steps call; those that are not named call nothing. */
    public static final Map<Operation, List<Access>> ACCESSES =
            Map.of(Operation.reserve, List.of(Access.table("table", "dynamodb:UpdateItem")));

    /** What the step does. */
    public enum Operation {
        ask,
        reserve,
        check,
        unavailable
    }

    ModelEndpoint(String uri, ModelComponent component, Operation operation) {
        super(uri, component, operation);
        this.operation = operation;
    }

    @Override
    protected void check() {
        if (operation == Operation.ask) {
            require("modelId", modelId);
            require("schema", schema);
            if (hasTemperature() && !temperature.matches("0|1|0?\\.[0-9]{1,9}|1\\.0{1,9}")) {
                throw new IllegalArgumentException("The option temperature of model:ask is \"" + temperature
                        + "\"; it has to be a number from 0 to 1");
            }
            if (!onFailure.equals("fallback") && !onFailure.equals("fail")) {
                throw new IllegalArgumentException(
                        "The option onFailure of model:ask is \"" + onFailure + "\"; it has to be fallback or fail");
            }
            if (maximumTokens < 1) {
                throw new IllegalArgumentException(
                        "The option maximumTokens of model:ask is " + maximumTokens + "; it has to be 1 or more");
            }
        }
        if (operation == Operation.reserve) {
            require("table", table);
            if (dailyTokens < 0) {
                throw new IllegalArgumentException(
                        "The option dailyTokens of model:reserve is " + dailyTokens + "; it has to be 0 or more");
            }
        }
    }

    private boolean hasTemperature() {
        return temperature != null && !temperature.isBlank();
    }

    /** The temperature, or null for the model's own. */
    Float temperature() {
        return hasTemperature() ? Float.valueOf(temperature) : null;
    }

    @Override
    public Producer createProducer() {
        ModelSteps steps = new ModelSteps(this);
        return switch (operation) {
            case ask -> new AskProducer(this);
            case reserve -> producer(steps::reserve);
            case check -> producer(steps::check);
            case unavailable -> producer(steps::unavailable);
        };
    }

    public String getModelId() {
        return modelId;
    }

    public void setModelId(String modelId) {
        this.modelId = modelId;
    }

    public String getSystem() {
        return system;
    }

    public void setSystem(String system) {
        this.system = system;
    }

    public String getSchema() {
        return schema;
    }

    public void setSchema(String schema) {
        this.schema = schema;
    }

    public String getTemperature() {
        return temperature;
    }

    public void setTemperature(String temperature) {
        this.temperature = temperature;
    }

    public int getMaximumTokens() {
        return maximumTokens;
    }

    public void setMaximumTokens(int maximumTokens) {
        this.maximumTokens = maximumTokens;
    }

    public String getGuardrail() {
        return guardrail;
    }

    public void setGuardrail(String guardrail) {
        this.guardrail = guardrail;
    }

    public double getInputPrice() {
        return inputPrice;
    }

    public void setInputPrice(double inputPrice) {
        this.inputPrice = inputPrice;
    }

    public double getOutputPrice() {
        return outputPrice;
    }

    public void setOutputPrice(double outputPrice) {
        this.outputPrice = outputPrice;
    }

    public String getOnFailure() {
        return onFailure;
    }

    public void setOnFailure(String onFailure) {
        this.onFailure = onFailure;
    }

    public String getTable() {
        return table;
    }

    public void setTable(String table) {
        this.table = table;
    }

    public long getDailyTokens() {
        return dailyTokens;
    }

    public void setDailyTokens(long dailyTokens) {
        this.dailyTokens = dailyTokens;
    }
}
