package dev.dromedary.faults;

import java.util.ArrayList;
import java.util.List;

/** The calls of a run. */
final class CallLog {

    private final List<Call> calls = new ArrayList<>();

    synchronized Call note(String service, String operation) {
        int nth = (int) calls.stream()
                .filter(call ->
                        call.service().equals(service) && call.operation().equals(operation))
                .count();
        Call call = new Call(calls.size(), service, operation, nth);
        calls.add(call);
        return call;
    }

    synchronized List<Call> made() {
        return List.copyOf(calls);
    }

    synchronized void forget() {
        calls.clear();
    }
}
