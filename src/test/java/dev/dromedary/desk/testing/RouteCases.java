package dev.dromedary.desk.testing;

import dev.dromedary.plan.RoutesFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;

/** Runs a test once for each case beside the shipped routes; the test's constructor gets the case, ready to be run. */
final class RouteCases implements TestTemplateInvocationContextProvider {

    static final Path FOLDER = Path.of("routes");

    private static final List<Path> FOLDERS = List.of(FOLDER, Path.of("examples"));

    private static final Namespace NAMESPACE = Namespace.create(RouteCases.class);

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return true;
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        return FOLDERS.stream().flatMap(folder -> new RoutesFolder(folder)
                .pipelines().stream()
                        .flatMap(pipeline -> new RouteTests(folder).of(pipeline).stream())
                        .flatMap(file -> file.cases().stream().map(test -> new Case(file, test))));
    }

    private record Case(TestFile file, TestCase test) implements TestTemplateInvocationContext, ParameterResolver {

        @Override
        public String getDisplayName(int number) {
            return file.name() + ": " + test.name();
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(this);
        }

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == CaseRun.class;
        }

        @Override
        public CaseRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return clouds(context).open(file, test);
        }

        /** One DynamoDB Local for all; closed when all tests are done. */
        private static TestClouds clouds(ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent("clouds", key -> newClouds(), TestClouds.class);
        }

        private static TestClouds newClouds() {
            try {
                return new TestClouds();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
