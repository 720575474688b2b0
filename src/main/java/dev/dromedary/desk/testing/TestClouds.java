package dev.dromedary.desk.testing;

import dev.dromedary.desk.cloud.EmbeddedCloud;
import dev.dromedary.desk.cloud.dynamodb.EmbeddedDynamoDb;
import dev.dromedary.function.runtime.RouteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.io.FileUtils;

/**
 * Embedded clouds for cases, one after the other. They share one DynamoDB Local, which takes a second to come up; each case
 * finds it empty. To be closed on every way out: DynamoDB Local would keep the process alive.
 */
public final class TestClouds implements AutoCloseable {

    private static final String REGION = "us-east-1";
    private static final int THREADS = 2;

    private final Path root;
    private final EmbeddedDynamoDb tables;
    private final CaseContexts contexts;
    private final Optional<String> environment;
    private final CasePolicies policies;
    private int cases;

    /**
     * Begins to start DynamoDB Local. What routes log is not shown.
     *
     * @throws IOException if there can be no temporary folder
     */
    public TestClouds() throws IOException {
        this(CaseContexts.showing((exchange, logger, message) -> message), Optional.empty(), policies(false));
    }

    /** @param contexts what all cases share, those on other clouds as well */
    TestClouds(CaseContexts contexts, Optional<String> environment, CasePolicies policies) throws IOException {
        this.contexts = contexts;
        this.environment = environment;
        this.policies = policies;
        root = Files.createTempDirectory("dromedary-test");
        tables = new EmbeddedDynamoDb(root.resolve("tables"));
        tables.start();
    }

    /** What functions may do: everything, or what the plan grants them. */
    static CasePolicies policies(boolean allowAll) {
        return allowAll ? (file, files, properties) -> null : CasePolicies.planned(REGION);
    }

    /**
     * A case that can be run, to be closed before the next is opened.
     *
     * @param file its file
     * @param test the case
     * @return the case on a cloud of its own
     * @throws IllegalArgumentException in one sentence, if a file of the route is missing
     */
    public CaseRun open(TestFile file, TestCase test) {
        tables.clear();
        RouteFiles files = environment.map(file.files()::in).orElse(file.files());
        Path folder = root.resolve(String.valueOf(++cases));
        EmbeddedCloud cloud = new EmbeddedCloud(folder, REGION, THREADS, (rule, event, cause) -> {}, tables);
        try {
            return new CaseRun(file, test, files, cloud, folder, contexts, policies);
        } catch (RuntimeException e) {
            cloud.close();
            throw e;
        }
    }

    /** The steps that the cases have reached so far. */
    public StepCoverage coverage() {
        return contexts.coverage();
    }

    @Override
    public void close() throws IOException {
        tables.clear();
        tables.close();
        FileUtils.deleteDirectory(root.toFile());
    }
}
