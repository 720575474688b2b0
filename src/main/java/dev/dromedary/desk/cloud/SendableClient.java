package dev.dromedary.desk.cloud;

import dev.dromedary.function.runtime.sending.SendableRequests;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.core.SdkRequest;

/**
 * Clients of embedded services as routes get them: requests go through {@link SendableRequests}, as the SDK's own clients let them
 * go. The services behind are as strict as AWS. Proxies, as a client has hundreds of operations.
 */
public final class SendableClient {

    private SendableClient() {}

    /**
     * A client whose requests are made sendable.
     *
     * @param type the interface of the service's client
     * @param service what is called
     */
    public static <T extends SdkClient> T of(Class<T> type, T service) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> call(proxy, service, method, arguments)));
    }

    private static Object call(Object proxy, Object service, Method method, Object[] arguments) throws Throwable {
        boolean operation =
                arguments != null && arguments.length > 0 && !method.getName().equals("equals");
        if (operation && arguments[0] instanceof SdkRequest request) {
            Object[] sendable = arguments.clone();
            sendable[0] = SendableRequests.sendable(request);
            return invoke(service, method, sendable);
        }
        // Those that build a request call the operation that takes one: here, not at the service.
        return operation && method.isDefault()
                ? InvocationHandler.invokeDefault(proxy, method, arguments)
                : invoke(service, method, arguments);
    }

    private static Object invoke(Object service, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(service, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
