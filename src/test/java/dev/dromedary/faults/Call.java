package dev.dromedary.faults;

/**
 * One call of a function, however often the SDK tries it.
 *
 * @param number place among all calls of a run, from 0
 * @param service as the SDK calls it
 * @param operation such as {@code PutItem}
 * @param nth place among the calls of the same operation, from 0
 */
record Call(int number, String service, String operation, int nth) {

    String name() {
        return service + "." + operation;
    }

    @Override
    public String toString() {
        return name() + "#" + nth;
    }
}
