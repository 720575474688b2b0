package dev.dromedary.routes;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.EmbeddedServices;
import dev.dromedary.desk.cloud.LocalPipeline;
import dev.dromedary.desk.cloud.ses.SentMail;
import dev.dromedary.function.runtime.RouteFiles;
import dev.dromedary.plan.TableDefinition;
import dev.dromedary.plan.TableProperties;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.sync.RequestBody;

/** The whole health pipeline on an embedded cloud of its own. */
final class WholePipeline implements AutoCloseable {

    static final String BUCKET = "dromedary-health";
    static final String ANALYSES = "dromedary-health-analyses";

    private static final Duration LONGEST = Duration.ofMinutes(2);

    final EmbeddedCloud cloud;
    final LocalPipeline pipeline;
    private final List<String> lost = new CopyOnWriteArrayList<>();
    private int mailsSeen;
    private int resultsSeen;

    WholePipeline(Path data, Path routes, String... functions) throws Exception {
        cloud = new EmbeddedCloud(data, "us-east-1", 2, (rule, event, cause) -> lost.add(rule + ": " + cause));
        pipeline = new LocalPipeline(cloud);
        cloud.s3().createBucket(BUCKET, true);
        cloud.sns().topic("dromedary-health-alerts");
        cloud.tables().table(new TableDefinition("dromedary-ledger", "id", null, "expires", List.of()));
        Properties properties = new Properties();
        properties.setProperty("dromedary.redelivery.delay", "1");
        // Answers of a megabyte are many tokens.
        properties.setProperty("health.model.daily-tokens", "2000000000");
        EmbeddedServices services = new EmbeddedServices(cloud);
        for (String function : functions) {
            var started = pipeline.add(RouteFiles.of(routes, function), function, context -> {
                services.bind(context);
                context.getPropertiesComponent().setOverrideProperties(properties);
            });
            TableProperties.of(started.context()).forEach(cloud.tables()::table);
        }
    }

    static WholePipeline whole(Path data, Path routes) throws Exception {
        return new WholePipeline(data, routes, "health-ingest", "health-analyze", "health-notify", "health-alert");
    }

    /** Puts a file and waits until all that it caused has been done. */
    WholePipeline upload(String name, String content) throws InterruptedException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        cloud.s3().putObject(put -> put.bucket(BUCKET).key("raw/" + name), RequestBody.fromBytes(bytes));
        if (!cloud.awaitIdle(LONGEST)) {
            throw new IllegalStateException("The pipeline did not come to rest");
        }
        if (!lost.isEmpty()) {
            throw new AssertionError(lost);
        }
        return this;
    }

    /** What each invocation since the last call came to: the route, and its outcome or why it failed. */
    List<String> outcomes() {
        List<LocalPipeline.Result> all = pipeline.results();
        List<LocalPipeline.Result> fresh = all.subList(resultsSeen, all.size());
        resultsSeen = all.size();
        return fresh.stream()
                .map(result -> result.route() + ": "
                        + (result.failure() == null
                                ? Json.outcome(result.summary())
                                : "failed: " + result.failure().getMessage()))
                .toList();
    }

    /** The only mail since the last call. */
    SentMail mail() {
        List<SentMail> all = cloud.ses().mails();
        if (all.size() != mailsSeen + 1) {
            throw new AssertionError("Not one mail but " + (all.size() - mailsSeen) + "; " + outcomes());
        }
        mailsSeen = all.size();
        return all.get(mailsSeen - 1);
    }

    static HtmlMail html(SentMail mail) throws Exception {
        return HtmlMail.of(Files.readString(mail.html()));
    }

    static MimeMessage message(SentMail mail) throws Exception {
        try (InputStream in = Files.newInputStream(mail.eml())) {
            return new MimeMessage(Session.getInstance(new Properties()), in);
        }
    }

    /** The part for programs that show no HTML, with line feeds and without invisible spaces. */
    static String text(SentMail mail) throws Exception {
        return ((MimeMultipart) message(mail).getContent())
                .getBodyPart(0)
                .getContent()
                .toString()
                .replace("\r\n", "\n")
                .replace("\u200b", "");
    }

    @Override
    public void close() {
        pipeline.close();
        cloud.close();
    }
}
