package dev.dromedary.desk.cloud;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequest;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/** A client that does something around each request of another; a proxy, as a client has hundreds of operations. */
public final class ClientProxy {

    private ClientProxy() {}

    /** What is done around a request. */
    @FunctionalInterface
    public interface Around {
        /**
         * Answers a request.
         *
         * @param request as the caller made it
         * @param operation the other client's
         * @throws Throwable what the caller gets
         */
        Object answer(AwsRequest request, Operation operation) throws Throwable;
    }

    /** An operation of the other client. */
    @FunctionalInterface
    public interface Operation {
        /** @throws Throwable what the other client throws */
        Object call(SdkRequest request) throws Throwable;
    }

    /**
     * A client that does not close the other when it is closed.
     *
     * @param type the interface of the service's client
     * @param service the other client, asked for with the first request
     */
    public static <T extends SdkClient> T of(Class<T> type, Supplier<T> service, Around around) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(proxy, service, around, method, arguments)));
    }

    private static Object call(Object proxy, Supplier<?> service, Around around, Method method, Object[] arguments)
            throws Throwable {
        if (method.getDeclaringClass() == Object.class) {
            return invoke(around, method, arguments);
        }
        boolean pages = method.getName().endsWith("Paginator");
        if (!pages && arguments != null && arguments[0] instanceof AwsRequest request) {
            return around.answer(request, passed -> {
                Object[] changed = arguments.clone();
                changed[0] = passed;
                return invoke(service.get(), method, changed);
            });
        }
        if (method.getName().equals("close")) {
            return null;
        }
        // Those that build a request call the operation that takes one: here, not at the service.
        return method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : invoke(service.get(), method, arguments);
    }

    private static Object invoke(Object service, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
