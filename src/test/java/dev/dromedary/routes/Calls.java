package dev.dromedary.routes;

import dev.dromedary.desk.cloud.SendableClient;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.SdkClient;

/** AWS clients that note each call and let a test meddle with it. Everything else reaches the real client behind. */
public final class Calls {

    /** What is no call to AWS. */
    private static final Set<String> LOCAL =
            Set.of("toString", "hashCode", "equals", "close", "serviceName", "serviceClientConfiguration", "utilities");

    /**
     * One call.
     *
     * @param number place among all calls, from 0
     * @param service {@code S3}, {@code DynamoDb} or {@code EventBridge}
     * @param operation name of the client's method
     * @param nth place among the calls of the same operation, from 0
     */
    public record Call(int number, String service, String operation, int nth) {

        public boolean is(String name) {
            return operation.equals(name);
        }

        @Override
        public String toString() {
            return number + " " + service + "." + operation + "#" + nth;
        }
    }

    /** What a test does to calls. Called by the thread that makes the call. */
    public interface Meddler {

        /** Throws to fail the call before it has an effect. */
        default void before(Call call) {}

        /**
         * Throws to lose the reply of a call that took effect.
         *
         * @return the reply, or another in its place
         */
        default Object after(Call call, Object reply) {
            return reply;
        }
    }

    private static final Meddler NOBODY = new Meddler() {};

    private final List<Call> calls = new ArrayList<>();
    private volatile Meddler meddler = NOBODY;

    /** A client whose calls are noted, and whose requests are made sendable before, as those of the SDK's own. */
    public <T extends SdkClient> T watch(Class<T> type, String service, T client) {
        Object watched = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> LOCAL.contains(method.getName())
                        ? invoke(client, method, arguments)
                        : meddled(service, client, method, arguments));
        return SendableClient.of(type, type.cast(watched));
    }

    private Object meddled(String service, Object client, Method method, Object[] arguments) throws Throwable {
        Call call = note(service, method.getName());
        Meddler current = meddler;
        current.before(call);
        return current.after(call, invoke(client, method, arguments));
    }

    private static Object invoke(Object client, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(client, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private synchronized Call note(String service, String operation) {
        int nth = (int) calls.stream()
                .filter(call -> call.service().equals(service) && call.is(operation))
                .count();
        Call call = new Call(calls.size(), service, operation, nth);
        calls.add(call);
        return call;
    }

    /** Forgets the calls so far; those from now on are counted anew and meddled with. */
    public synchronized void from(Meddler next) {
        calls.clear();
        meddler = next;
    }

    /** Forgets the calls so far and lets all pass. */
    public void pass() {
        from(NOBODY);
    }

    /** The calls since the last {@link #from}. */
    public synchronized List<Call> made() {
        return List.copyOf(calls);
    }

    /** The names of the operations called since the last {@link #from}. */
    public List<String> operations() {
        return made().stream().map(Call::operation).toList();
    }
}
