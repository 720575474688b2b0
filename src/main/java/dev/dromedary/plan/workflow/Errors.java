package dev.dromedary.plan.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What a call of a function may fail with, as Step Functions names it.
 *
 * @see <a href="https://docs.aws.amazon.com/step-functions/latest/dg/connect-lambda.html">Lambda in Step Functions</a>
 */
final class Errors {

    /** Anything. */
    static final String ALL = "States.ALL";

    /** Lambda asks to slow down, is unwell or did not answer. */
    static final List<String> SERVICE = List.of(
            "Lambda.ServiceException",
            "Lambda.AWSLambdaException",
            "Lambda.SdkClientException",
            "Lambda.TooManyRequestsException",
            "Lambda.ClientExecutionTimeoutException");

    /** The function has failed: its route, or its process. */
    static final List<String> FUNCTION = List.of(
            "dev.dromedary.function.runtime.InvocationFailedException",
            "Lambda.Unknown",
            "Sandbox.Timedout",
            "Runtime.ExitError",
            "Runtime.OutOfMemory");

    /** What Camel throws where a called route has failed. */
    static final String ROUTE_FAILED = "dev.dromedary.function.steps.invoke.RouteFailedException";

    /** As all failures of a call are of these, no other is left. */
    private static final Set<String> ANYTHING =
            Set.of("java.lang.Throwable", "java.lang.Exception", "java.lang.RuntimeException");

    private Errors() {}

    /**
     * What a doCatch catches.
     *
     * @param exceptions its classes
     * @param thrown classes that steps within the doTry throw
     * @return names of errors; empty if none of them can come
     */
    static List<String> caught(List<String> exceptions, Set<String> thrown, Around around) {
        List<String> names = new ArrayList<>();
        for (String exception : exceptions) {
            if (ANYTHING.contains(exception)) {
                return List.of(ALL);
            }
            if (exception.equals(ROUTE_FAILED)) {
                names.addAll(FUNCTION);
            }
            if (exception.startsWith("software.amazon.awssdk.")) {
                names.addAll(SERVICE);
            }
            thrown.stream()
                    .filter(each -> around.isCaughtAs(each, exception))
                    .filter(each -> !names.contains(each))
                    .forEach(names::add);
        }
        return names;
    }
}
