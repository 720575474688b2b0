package dev.dromedary.desk.emulator;

import dev.dromedary.desk.source.PolledQueue;
import dev.dromedary.function.runtime.JsonDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.sqs.model.Message;

/** MiniStack, LocalStack, moto or another emulator of AWS, for one plan. */
public final class Emulator implements AutoCloseable {

    private final Map<String, Object> plan;
    private final Endpoints endpoints;
    private final Clients clients;
    private final Names names;
    private final Kind kind;

    private Emulator(Map<String, Object> plan, Endpoints endpoints, Clients clients, Names names, Kind kind) {
        this.plan = plan;
        this.endpoints = endpoints;
        this.clients = clients;
        this.names = names;
        this.kind = kind;
    }

    /**
     * Looks for an emulator.
     *
     * @param plan the plan's document, as {@code Plan.document()} gives it
     * @param endpoints where it is
     * @param variables environment variables, for the region
     * @return the emulator, to be closed
     * @throws EmulatorException if nothing answers there, or there are no credentials
     */
    public static Emulator of(Map<String, Object> plan, Endpoints endpoints, Map<String, String> variables) {
        return of(plan, endpoints, Names.of(variables));
    }

    /** The same, with names other than the usual ones but for the account, which the emulator knows. */
    static Emulator of(Map<String, Object> plan, Endpoints endpoints, Names usual) {
        Clients clients = Clients.of(endpoints, usual.region());
        try {
            Names names = usual.in(clients.account(endpoints));
            return new Emulator(plan, endpoints, clients, names, Kind.of(endpoints));
        } catch (EmulatorException e) {
            clients.close();
            throw e;
        }
    }

    /**
     * Creates what the plan names; see {@link PlannedResources#create}.
     *
     * @param emulators further hosts that are emulators
     */
    public void create(Set<String> emulators) {
        new PlannedResources(plan, names, clients).create(endpoints, emulators);
    }

    /** Where the input of each function arrives. */
    public Inputs inputs() {
        return Inputs.of(plan, names, endpoints.of(Service.SQS));
    }

    /** A pipeline without functions. */
    public EmulatorPipeline pipeline() {
        return new EmulatorPipeline(clients, kind, names.region());
    }

    /** Clients of its services. */
    public Clients clients() {
        return clients;
    }

    /** Which one it is. */
    public Kind kind() {
        return kind;
    }

    /** What the plan's names are filled with. */
    public Names names() {
        return names;
    }

    /** The plan that it is for. */
    public Map<String, Object> plan() {
        return plan;
    }

    /** Where it is, such as {@code http://localhost:4566}, as SQS has it. */
    public String address() {
        return endpoints.of(Service.SQS).toString();
    }

    /** The mails that it has taken as whole messages; those that it still knows, also of earlier runs. */
    public List<Kind.TakenMail> mails() {
        return kind.mails(endpoints);
    }

    /** What was published to the plan's topics since this was last asked. */
    public List<News> published() {
        List<News> news = new ArrayList<>();
        new Part(plan).parts("topics").forEach((logical, topic) -> {
            String queue = Inputs.published(names.fill(topic.text("name")));
            queue(queue).drain().forEach(message -> news.add(news(logical, message)));
        });
        return news;
    }

    private static News news(String topic, Message message) {
        Part document = new Part(JsonDocument.parse(message.body()));
        return new News(topic, document.optional("Subject").orElse(null), document.text("Message"));
    }

    /**
     * What was published to a topic.
     *
     * @param topic its logical name
     * @param subject or null
     * @param message the text
     */
    public record News(String topic, String subject, String message) {}

    /** How many messages are in the plan's queues. */
    public List<Depth> depths() {
        List<Depth> depths = new ArrayList<>();
        new Part(plan).parts("queues").forEach((logical, planned) -> {
            String name = names.fill(planned.text("name"));
            depths.add(new Depth(
                    logical,
                    Inputs.url(endpoints.of(Service.SQS), names, name),
                    EmulatorPipeline.existing(queue(name), PolledQueue::size),
                    EmulatorPipeline.existing(queue(names.fill(planned.text("deadLetters"))), PolledQueue::size)));
        });
        return depths;
    }

    /**
     * How many messages are in a queue.
     *
     * @param queue its logical name
     * @param url its URL
     * @param waiting messages in it
     * @param deadLetters messages in its dead-letter queue
     */
    public record Depth(String queue, String url, int waiting, int deadLetters) {}

    /**
     * A queue.
     *
     * @param name its real name
     * @return the queue, which need not exist
     */
    public PolledQueue queue(String name) {
        return new PolledQueue(clients.sqs(), Inputs.url(endpoints.of(Service.SQS), names, name));
    }

    @Override
    public void close() {
        clients.close();
    }
}
