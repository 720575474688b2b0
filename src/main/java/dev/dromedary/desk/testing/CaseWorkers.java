package dev.dromedary.desk.testing;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.camel.spi.LogListener;

/**
 * Runs cases side by side, each worker on {@linkplain TestClouds clouds} of its own. To be closed on every way out: DynamoDB
 * Local would keep the process alive.
 */
public final class CaseWorkers implements AutoCloseable {

    private final ExecutorService workers;
    private final BlockingQueue<TestClouds> idle = new LinkedBlockingQueue<>();
    private final List<TestClouds> all = new ArrayList<>();
    private final CaseContexts contexts;

    /**
     * Begins to start what cases run on.
     *
     * @param number how many cases run at the same time, at least 1
     * @param log shows what routes log, from several threads if there are several workers
     * @param environment the environment whose properties files hold, too
     * @param allowAll whether functions may do more than the plan grants them
     * @throws IOException if there can be no temporary folder
     */
    public CaseWorkers(int number, LogListener log, Optional<String> environment, boolean allowAll) throws IOException {
        contexts = CaseContexts.showing(log);
        CasePolicies policies = TestClouds.policies(allowAll);
        try {
            for (int each = 0; each < number; each++) {
                all.add(new TestClouds(contexts, environment, policies));
            }
        } catch (IOException e) {
            closeAll(e);
            throw e;
        }
        idle.addAll(all);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        workers = Executors.newFixedThreadPool(number, work -> {
            Thread thread = new Thread(work, "case");
            thread.setDaemon(true);
            // Maven's is not that of other threads, and only it knows our classes.
            thread.setContextClassLoader(loader);
            return thread;
        });
    }

    /** Runs a case as soon as a worker is free: see {@link RouteTests#run}. */
    public Future<CaseReport> run(TestFile file, TestCase test) {
        return workers.submit(() -> {
            TestClouds clouds = idle.take();
            try {
                return RouteTests.run(file, test, clouds);
            } finally {
                idle.add(clouds);
            }
        });
    }

    /**
     * Makes what a case came to its expectation: see {@link RouteTests#update}.
     *
     * @throws IOException if the file can't be read or written
     * @throws TestFileException if it can't be rewritten; it is left as it is
     * @throws InterruptedException if the thread is told to end
     */
    public void update(CaseReport report) throws IOException, InterruptedException {
        TestClouds clouds = idle.take();
        try {
            RouteTests.update(report, clouds);
        } finally {
            idle.add(clouds);
        }
    }

    /**
     * Waits for a case.
     *
     * @throws InterruptedException if the thread is told to end
     */
    public static CaseReport await(Future<CaseReport> running) throws InterruptedException {
        try {
            return running.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A case was not run", e.getCause());
        }
    }

    /** The steps that the cases have reached so far. */
    public StepCoverage coverage() {
        return contexts.coverage();
    }

    private void closeAll(IOException failure) {
        for (TestClouds clouds : all) {
            try {
                clouds.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        IOException failure = new IOException("The folder of a test can't be deleted");
        closeAll(failure);
        if (failure.getSuppressed().length > 0) {
            throw failure;
        }
    }
}
