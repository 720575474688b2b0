package dev.dromedary.desk.emulator;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The inputs of all functions of a plan at an emulator, where nothing can start a function: what would start it, arrives
 * in a queue. That is its own queue if its trigger reads one, and {@code <name of the function>-input} if a rule or a
 * bucket would invoke it.
 */
public final class Inputs {

    private final Map<String, Input> inputs;

    private Inputs(Map<String, Input> inputs) {
        this.inputs = inputs;
    }

    /**
     * The inputs of a plan.
     *
     * @param plan the plan's document, as {@code Plan.document()} gives it
     * @param names what it leaves open
     * @param sqs where SQS is, such as {@code http://127.0.0.1:4566}
     * @return an input for each function
     */
    public static Inputs of(Map<String, Object> plan, Names names, URI sqs) {
        Map<String, Input> inputs = new TreeMap<>();
        Part document = new Part(plan);
        document.parts("functions").forEach((id, function) -> {
            Part trigger = function.part("trigger");
            Optional<Part> mapping = document.parts("mappings").containsKey(id)
                    ? Optional.of(document.parts("mappings").get(id))
                    : Optional.empty();
            boolean messages =
                    mapping.filter(each -> each.text("kind").equals("queue")).isPresent();
            Optional<String> queue = messages
                    ? mapping.map(each -> queueName(document, each.text("source"), names))
                    : Optional.of(inputQueue(function, names)).filter(name -> isInvoked(document, id, function));
            inputs.put(
                    id,
                    new Input(
                            id,
                            function.text("pipeline"),
                            trigger.text("kind"),
                            queue,
                            queue.map(name -> url(sqs, names, name)),
                            messages,
                            environment(function, names, sqs)));
        });
        return new Inputs(inputs);
    }

    /** Whether a bus or a bucket invokes a function, and no time does. */
    static boolean isInvoked(Part plan, String id, Part function) {
        return function.fields().containsKey("asynchronous")
                && !plan.parts("schedules").containsKey(id);
    }

    /** A queue that exists already keeps its name, and is no part of the plan. */
    static String queueName(Part plan, String logical, Names names) {
        Part planned = plan.parts("queues").get(logical);
        return planned == null ? logical : names.fill(planned.text("name"));
    }

    /** The queue that stands for the function's asynchronous invocations. */
    static String inputQueue(Part function, Names names) {
        return names.fill(function.text("name")) + "-input";
    }

    /** The queue that gets what is published to a topic. */
    static String published(String topic) {
        return topic + "-published";
    }

    static String url(URI sqs, Names names, String queue) {
        return base(sqs) + names.account() + "/" + queue;
    }

    private static String base(URI sqs) {
        return sqs.toString().endsWith("/") ? sqs.toString() : sqs + "/";
    }

    /** The environment variables of a function; queues are at the emulator. */
    static Map<String, String> environment(Part function, Names names, URI sqs) {
        Map<String, String> filled = new LinkedHashMap<>();
        String aws = names.fill("https://sqs.${region}.amazonaws.com/");
        function.part("environment").fields().forEach((name, value) -> {
            String text = names.fill(value.toString());
            filled.put(name, text.startsWith(aws) ? base(sqs) + text.substring(aws.length()) : text);
        });
        return filled;
    }

    /**
     * The inputs of one pipeline.
     *
     * @param pipeline its name
     * @return one for each of its functions, in alphabetical order
     */
    public List<Input> ofPipeline(String pipeline) {
        return inputs.values().stream()
                .filter(input -> input.pipeline().equals(pipeline))
                .toList();
    }

    /** The inputs of all functions; one for each, in alphabetical order. */
    public List<Input> all() {
        return List.copyOf(inputs.values());
    }

    /**
     * The input of one function.
     *
     * @param function id of its route
     * @return its input; empty if the plan has no such function
     */
    public Optional<Input> of(String function) {
        return Optional.ofNullable(inputs.get(function));
    }
}
