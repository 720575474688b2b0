package dev.dromedary.desk.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Notes which server has answered which call, for the table in docs/emulators.md: of every client in the JVM of the tests, as
 * lines of service, operation and endpoint in the file that {@code DROMEDARY_ANSWERED_CALLS} names. Does nothing without it.
 */
public final class AnsweredCalls implements ExecutionInterceptor {

    private final String file = System.getenv("DROMEDARY_ANSWERED_CALLS");
    private final Set<String> noted = ConcurrentHashMap.newKeySet();

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        if (file == null
                || context.httpResponse() == null
                || !context.httpResponse().isSuccessful()) {
            return;
        }
        String line = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME) + " "
                + attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME) + " "
                + context.httpRequest().host() + ":" + context.httpRequest().port() + "\n";
        if (noted.add(line)) {
            try {
                Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
