package dev.dromedary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One DynamoDB Local for all cases of all classes, closed at the end. */
final class SharedTestClouds implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(SharedTestClouds.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestClouds.class;
    }

    @Override
    public TestClouds resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent("clouds", key -> open(), TestClouds.class);
    }

    private static TestClouds open() {
        try {
            return new TestClouds();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
