package dev.dromedary.desk.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Clients of AWS that count calls and let some fail; everything else reaches the client behind. Proxies, as a client has
 * hundreds of operations.
 */
final class FaultyCalls {

    /** What is no call to AWS. */
    private static final Set<String> LOCAL =
            Set.of("toString", "hashCode", "equals", "close", "serviceName", "serviceClientConfiguration", "utilities");

    private final List<Fault> faults;
    private final Map<String, Integer> counts = new TreeMap<>();
    private final Set<Fault> hit = new HashSet<>();
    private boolean begun;

    FaultyCalls(List<Fault> faults) {
        this.faults = List.copyOf(faults);
    }

    <T> T watch(Class<T> type, String service, T client) {
        Object watched = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> LOCAL.contains(method.getName())
                        ? invoke(client, method, arguments)
                        : call(service, client, method, arguments));
        return type.cast(watched);
    }

    private Object call(String service, Object client, Method method, Object[] arguments) throws Throwable {
        Fault fault = note(service + "." + method.getName());
        if (fault == null) {
            return invoke(client, method, arguments);
        }
        if (fault.answer() == Answer.PARTLY) {
            return PartialCalls.answer(
                    service + "." + method.getName(),
                    arguments[0],
                    fault.entries(),
                    passed -> invoke(client, method, new Object[] {passed}));
        }
        if (fault.answer() == Answer.LOST_REPLY && invoke(client, method, arguments) instanceof AutoCloseable reply) {
            reply.close();
        }
        throw fault.answer().exception(service);
    }

    private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** Counts from now on: what a route asks for when it starts is not part of a case. */
    synchronized void begin() {
        begun = true;
    }

    /** The fault of this call, or null. */
    private synchronized Fault note(String call) {
        if (!begun) {
            return null;
        }
        int number = counts.merge(call, 1, Integer::sum);
        for (Fault fault : faults) {
            if (fault.hits(call, number)) {
                hit.add(fault);
                return fault;
            }
        }
        return null;
    }

    /** How often each operation was called, by service and operation. */
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    /** The faults that never came to pass. */
    synchronized List<Fault> missed() {
        return faults.stream().filter(fault -> !hit.contains(fault)).toList();
    }
}
