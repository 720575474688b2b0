package dev.dromedary.function.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLClassLoader;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The handler of every function, by which Lambda's runtime knows it. It leaves the work to {@link RouteHandler}, whose classes it lets a
 * {@link FunctionClassLoader} load: that of the runtime is a {@link URLClassLoader}, which takes longer for each of 4,000 classes, and loads
 * one at a time ({@code bench/cold-start.md}). Where the JVM's own class path has the classes, as in the container image, they are taken from there.
 *
 * @see <a href="https://github.com/aws/aws-lambda-java-libs/tree/main/aws-lambda-java-runtime-interface-client">Runtime interface client</a>
 */
public final class FunctionHandler implements RequestStreamHandler {

    private final RequestStreamHandler handler;
    private final ClassLoader loader;

    /**
     * Starts the route that the environment names.
     *
     * @throws Exception if it can't start; Lambda reports it as a failed initialisation
     */
    public FunctionHandler() throws Exception {
        ClassLoader own = FunctionHandler.class.getClassLoader();
        loader = own instanceof URLClassLoader runtimes ? FunctionClassLoader.of(runtimes) : own;
        Thread.currentThread().setContextClassLoader(loader);
        handler = own == loader ? new RouteHandler() : started(loader);
    }

    private static RequestStreamHandler started(ClassLoader loader) throws Exception {
        try {
            return ServiceLoader.load(RequestStreamHandler.class, loader)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("The function's jar names no handler"));
        } catch (ServiceConfigurationError e) {
            // Lambda is to report what the route did not start for, and not this way to it.
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        // A runtime may hand each event to another thread.
        Thread.currentThread().setContextClassLoader(loader);
        handler.handleRequest(input, output, context);
    }
}
